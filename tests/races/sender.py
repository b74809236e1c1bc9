"""A worker that sends a file of requests: `python -m tests.races.sender <key of the batch> <rows of a step>`."""

import sys

import django


def main(batch: int, step: int) -> None:
    """Carry on until nothing is left that can be done now."""
    django.setup()
    from invitations.actions import batch_sending
    from invitations.models import InvitationBatch

    batch_sending.STEP = step
    while InvitationBatch.objects.filter(pk=batch, status="confirmed").exists():
        batch_sending.carry_on(InvitationBatch(pk=batch))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

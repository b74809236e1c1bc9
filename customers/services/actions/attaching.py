"""Files go with a message of a service request, under names of ours (reliability 106)."""

from collections.abc import Sequence

from django.db.models import Count, Sum

from customers.services.models import Attachment, ServiceRequest, ServiceRequestMessage
from customers.services.rules.attachments import SentFile, check_files


def attach(request: ServiceRequest, message: ServiceRequestMessage, files: Sequence[SentFile]) -> None:
    """Keep the files with the message; for a caller that holds the request's lock, or has just made it.

    Raises what `check_files` refuses; then nothing of the message may stay.
    """
    if not files:
        return
    kept = Attachment.objects.filter(message__service_request=request).aggregate(count=Count("pk"), bytes=Sum("size"))
    check_files([len(each.content) for each in files], kept=kept["bytes"] or 0)
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            name=f"{request.number}-{number}.{each.kind}",
            kind=each.kind,
            size=len(each.content),
            sha256=each.sha256,
            content=each.content,
        )
        for number, each in enumerate(files, kept["count"] + 1)
    )


def counted(files: Sequence[SentFile]) -> dict[str, int]:
    """How many files, as a fact of the event; nothing where there are none."""
    return {"files": len(files)} if files else {}

"""The request, its links, its reminders, the answers to it (decisions §4, §5), and requests by file."""

from invitations.models.answers import Acceptance
from invitations.models.batches import InvitationBatch, InvitationBatchRow
from invitations.models.links import InvitationLink
from invitations.models.reminders import InvitationReminder
from invitations.models.requests import DEFAULT_LIFE, LONGEST_LIFE, RECIPIENT_DOMAIN, SHORTEST_LIFE, Invitation

__all__ = [
    "DEFAULT_LIFE",
    "LONGEST_LIFE",
    "RECIPIENT_DOMAIN",
    "SHORTEST_LIFE",
    "Acceptance",
    "Invitation",
    "InvitationBatch",
    "InvitationBatchRow",
    "InvitationLink",
    "InvitationReminder",
]

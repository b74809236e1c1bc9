"""What can be done with a request, a module for each verb or small family of verbs.

Each is one transaction: lock, check again, write, log, mail. The asking side's are offered here; the answering side's
are in `accept`, `decline` and `read`.
"""

from invitations.actions.ask import Asked, ask
from invitations.actions.create import create
from invitations.actions.edit_text import edit_text, reveal_link
from invitations.actions.end import cancel, expire_due
from invitations.actions.ready import ready, release
from invitations.actions.remind import remind_due, switch_reminders
from invitations.actions.renew import renew
from invitations.actions.send import change_recipient, new_link, resend, send

__all__ = [
    "Asked",
    "ask",
    "cancel",
    "change_recipient",
    "create",
    "edit_text",
    "expire_due",
    "new_link",
    "ready",
    "release",
    "remind_due",
    "renew",
    "resend",
    "reveal_link",
    "send",
    "switch_reminders",
]

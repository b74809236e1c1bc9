"""What is done to partners, their staff and their partnerships, a module for each small family of verbs.

Each is one transaction: lock, check again, write, log, mail.
"""

from partnercenter.partners.actions.answering import accept_partnership, decline_partnership
from partnercenter.partners.actions.asking import ask_for_partnership
from partnercenter.partners.actions.members import change_roles, follow_directory, member_joins, member_leaves
from partnercenter.partners.actions.partners import (
    FirstAdmin,
    check_domain_free,
    register_partner,
    suspend_partner,
    unsuspend_partner,
)
from partnercenter.partners.actions.partnerships import end_partnership, start_partnership
from partnercenter.partners.actions.remind import remind_due, switch_reminders
from partnercenter.partners.actions.renewing import ask_for_new_link, renew
from partnercenter.partners.actions.requests import cancel_request, edit_text, expire_due, reveal_link
from partnercenter.partners.actions.sending import change_recipient, new_link, resend, send
from partnercenter.partners.actions.support import Reach, describe_support
from partnercenter.partners.actions.wording import change_sender, delete_mail_template, save_mail_template

__all__ = [
    "FirstAdmin",
    "Reach",
    "accept_partnership",
    "ask_for_new_link",
    "ask_for_partnership",
    "cancel_request",
    "change_recipient",
    "change_roles",
    "change_sender",
    "check_domain_free",
    "decline_partnership",
    "delete_mail_template",
    "describe_support",
    "edit_text",
    "end_partnership",
    "expire_due",
    "follow_directory",
    "member_joins",
    "member_leaves",
    "new_link",
    "register_partner",
    "remind_due",
    "renew",
    "resend",
    "reveal_link",
    "save_mail_template",
    "send",
    "start_partnership",
    "suspend_partner",
    "switch_reminders",
    "unsuspend_partner",
]

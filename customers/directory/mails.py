"""Mails about people who want to join an organisation."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from customers.directory.models import CustomerMembership, CustomerRole, JoinRequest
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address
from partnercenter.outbox.letters import NOTICE, letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, queue_email
from partnercenter.outbox.renderers import Letter, NothingToSend, renders

ASKED, ANSWERED = "join_request.asked", "join_request.answered"


def tell_join_asked(asked: JoinRequest) -> None:
    """Queue a mail to each global admin of the organisation."""
    admins = CustomerMembership.objects.filter(customer=asked.customer, left_at=None, role=CustomerRole.GLOBAL_ADMIN)
    for admin in admins.select_related("user"):
        queue_notice(ASKED, asked, admin.user)


def tell_join_answered(asked: JoinRequest) -> None:
    """Queue the answer to the person who asked."""
    queue_notice(ANSWERED, asked, asked.user)


def queue_notice(kind: str, asked: JoinRequest, user: User) -> None:
    customer = asked.customer
    queue_email(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or customer.language),
        about=asked,
        dedupe_key=f"{kind}:{asked.public_id}:{user.public_id}",
        concerns=Concerns(customer.cloud.code, None, customer.public_id),
    )


def find_join(email: OutboundEmail) -> JoinRequest:
    """The join request that a mail is about. Raises `NothingToSend`."""
    related = JoinRequest.objects.select_related("customer__cloud", "user")
    asked = related.filter(public_id=str(email.about_id)).first()
    if asked is None:
        raise NothingToSend("The join request is not there.")
    return asked


@renders(ASKED)
def join_asked(email: OutboundEmail) -> Letter:
    """Who wants to join; moot once somebody has answered."""
    asked = find_join(email)
    if asked.status != JoinRequest.Status.OPEN:
        raise NothingToSend("The join request was answered.")
    names = {"person": asked.user.display_name or asked.user.email, "customer": asked.customer.name}
    with override(email.language):
        context = {
            "subject": _("%(person)s asks to join %(customer)s") % names,
            "words": _("Let this person in only if you know them. As a user they can see who has access.") % names,
            "rows": [(_("Name"), asked.user.display_name), (_("E-mail address"), asked.user.email)],
            "address": acceptance_address(asked.customer.cloud, "join_request", public_id=asked.public_id),
            "button": _("Decide"),
        }
    return letter_of(NOTICE, context, email.language)


@renders(ANSWERED)
def join_answered(email: OutboundEmail) -> Letter:
    """Whether the person was let in."""
    asked = find_join(email)
    names = {"customer": asked.customer.name}
    with override(email.language):
        let_in = asked.status == JoinRequest.Status.ACCEPTED
        context = {
            "subject": _("You are a member of %(customer)s") % names
            if let_in
            else _("%(customer)s declined your join request") % names,
            "words": what_role_may(asked)
            if let_in
            else _("If that surprises you, talk to the organisation's administrator."),
            "address": acceptance_address(asked.customer.cloud, "home"),
            "button": _("Open Partner Center"),
        }
    return letter_of(NOTICE, context, email.language)


def what_role_may(asked: JoinRequest) -> str:
    """What the new member may do, by the role that the admin chose (decisions §9)."""
    present = CustomerMembership.objects.filter(customer=asked.customer, user=asked.user, left_at=None)
    role = present.values_list("role", flat=True).first()
    if role == CustomerRole.GLOBAL_ADMIN:
        return _("You are a global administrator: you answer every request, and end rights on any day.")
    if role == CustomerRole.BILLING_ADMIN:
        return _("You are a billing administrator: you answer requests that ask for no administrator rights.")
    return _("You can see who has access, and the service requests.")

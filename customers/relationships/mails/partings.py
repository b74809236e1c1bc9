"""The mail about a provider and a reseller that parted, to the customers that both serve (decisions §7)."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from customers.directory.models import CustomerMembership
from partnercenter.clouds.hosts import acceptance_address
from partnercenter.outbox.letters import compose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.pages.times import find_zone, say_day
from partnercenter.partners.models import Partnership

ENDED_CUSTOMER = "partnership.ended_customer"


def row_to_admin(partnership: Partnership, admin: CustomerMembership) -> OutboundEmail:
    """One mail to a person, however many of these customers she answers for."""
    user, customer = admin.user, admin.customer
    return email_row(
        ENDED_CUSTOMER,
        to=Recipient(user.email, user.display_name, user.locale or customer.language),
        about=partnership,
        dedupe_key=f"{ENDED_CUSTOMER}:{partnership.public_id}:{user.public_id}",
        payload={"zone": customer.time_zone},
        concerns=Concerns(partnership.reseller.cloud.code, partnership.reseller.public_id, customer.public_id),
    )


@renders(ENDED_CUSTOMER)
def ended_customer(email: OutboundEmail) -> Letter:
    """Who parted from whom; everything of the customer stays."""
    partnerships = Partnership.objects.select_related("provider", "reseller__cloud")
    found = partnerships.filter(public_id=str(email.about_id)).first()
    if found is None or found.ended_at is None:
        raise NothingToSend("The partnership is not there, or has not ended.")
    with override(email.language):
        names = {"provider": found.provider.legal_name, "reseller": found.reseller.legal_name}
        subject = _("%(reseller)s no longer sells through %(provider)s") % names
        day = say_day(found.ended_at.astimezone(find_zone(email.payload["zone"])).date())
    facts = names | {"subject": subject, "date": day, "address": acceptance_address(found.reseller.cloud, "partners")}
    text, html = compose("mail/relationships/partnership_ended_customer", facts, email.language)
    return Letter(subject, text, html)

"""What the tests of the home pages share: the page's words, and requests to show on it."""

from typing import Any

from django.utils.html import strip_tags

from partnercenter.canonical.emails import email_key
from partnercenter.partners.models import Partner, PartnerMembership
from tests import factories
from tests.conftest import PersonaClient


def read(client: PersonaClient) -> str:
    """The words of the home page."""
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


def asked_by(membership: PartnerMembership, **facts: Any) -> Any:
    return factories.InvitationFactory(partner=membership.partner, owner=membership, **facts)


def ask(partner: Partner, address: str, **facts: Any) -> Any:
    return factories.InvitationFactory(
        partner=partner, sent=True, recipient_email=address, recipient_key=email_key(address), **facts
    )

"""A provider's question stands under *Do first* of the reseller whom it was sent to, and of nobody else."""

import pytest

from partnercenter.partners.models import Partner, PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.home.reading import read

pytestmark = pytest.mark.django_db
WORDS = "asks for a partnership"


@pytest.fixture
def reseller(db: None) -> Partner:
    """A reseller with a confirmed domain."""
    found = factories.PartnerFactory(reseller=True)
    factories.TenantDomainFactory(owner=found, domain="midorino.example")
    return found


def ask(address: str) -> None:
    factories.PartnershipRequestFactory(recipient_email=address, recipient_key=address, sent=True)


def test_a_question_to_the_persons_address_waits(reseller: Partner) -> None:
    member = factories.PartnerMembershipFactory(partner=reseller, roles=[PartnerRole.VIEWER])
    ask(member.user.email)

    page = read(client_of(member))

    assert WORDS in page
    assert "open the link in the e-mail" in page


def test_a_question_to_the_own_domain_waits_for_who_may_accept_it(reseller: Partner) -> None:
    ask("info@midorino.example")
    for role, waits in ((PartnerRole.GLOBAL_ADMIN, True), (PartnerRole.ADMIN_AGENT, False)):
        member = factories.PartnerMembershipFactory(partner=reseller, roles=[role])
        assert (WORDS in read(client_of(member))) is waits


def test_questions_to_others_do_not_wait(reseller: Partner) -> None:
    ask("info@elsewhere.example")
    member = factories.PartnerMembershipFactory(partner=reseller, roles=[PartnerRole.GLOBAL_ADMIN])

    assert WORDS not in read(client_of(member))

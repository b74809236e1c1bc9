"""A new request: who may ask for what, to whom; one row, one event; the same key gives the same row."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from invitations.actions import create
from invitations.models import Invitation
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import Capacity, PartnerRole
from tests import factories
from tests.invitations.asked import codes, events, key, terms

pytestmark = pytest.mark.django_db


def test_a_draft_is_written_with_its_terms_its_number_and_its_event(partner_membership):
    made = create(terms=terms(reference="OSK-7731"), request_key=key(), by=partner_membership)
    row = Invitation.objects.get(pk=made.pk)
    assert row.status == "draft"
    assert re.fullmatch(r"R-\d{4}-[0-9A-HJKMNP-TV-Z]{8}", row.number)
    assert row.owner == partner_membership
    assert row.rights_holder == row.partner == partner_membership.partner
    assert row.recipient_key == "k.sato@minato-seiki.example"
    assert row.reference == "OSK-7731"
    assert events(row) == ["invitation.created"]
    assert not row.links.exists()
    assert not OutboundEmail.objects.exists()


def test_the_event_names_the_partner_and_no_address(partner_membership):
    made = create(terms=terms(), request_key=key(), by=partner_membership)
    event = AuditEvent.objects.get(object_id=made.public_id)
    assert (event.cloud_code, event.partner_id) == ("public", partner_membership.partner.public_id)
    assert event.side == "partner"
    assert "sato" not in str(event.details)


def test_with_nothing_but_the_rights_a_request_is_made(partner_membership):
    bare = terms(recipient_email="", recipient_name="", customer_name="", customer_country="")
    assert create(terms=bare, request_key=key(), by=partner_membership).recipient_key == ""


def test_the_same_key_gives_the_first_request_again(partner_membership):
    same = key()
    first = create(terms=terms(), request_key=same, by=partner_membership)
    assert create(terms=terms(), request_key=same, by=partner_membership) == first
    assert Invitation.objects.count() == 1
    assert events(first) == ["invitation.created"]


@pytest.mark.parametrize("change", [{"rights": "none"}, {"recipient_email": "x@minato.example"}, {"life_days": 7}])
def test_the_same_key_with_other_terms_is_refused(partner_membership, change):
    same = key()
    create(terms=terms(), request_key=same, by=partner_membership)
    with pytest.raises(ValidationError) as refused:
        create(terms=terms(**change), request_key=same, by=partner_membership)
    assert codes(refused.value) == {"__all__": ["request_key"]}
    assert Invitation.objects.count() == 1


def test_two_partners_may_use_the_same_key(partner_membership):
    same = key()
    other = factories.PartnerMembershipFactory()
    assert create(terms=terms(), request_key=same, by=partner_membership) != create(
        terms=terms(), request_key=same, by=other
    )


@pytest.mark.parametrize(
    ("role", "rights", "allowed"),
    [
        (PartnerRole.ADMIN_AGENT, "full", True),
        (PartnerRole.ADMIN_AGENT, "none", True),
        (PartnerRole.SALES_AGENT, "full", True),
        (PartnerRole.SALES_AGENT, "none", True),
        (PartnerRole.GLOBAL_ADMIN, "full", False),
        (PartnerRole.GLOBAL_ADMIN, "none", True),
        (PartnerRole.HELPDESK_AGENT, "full", False),
        (PartnerRole.HELPDESK_AGENT, "none", False),
        (PartnerRole.VIEWER, "full", False),
        (PartnerRole.VIEWER, "none", False),
    ],
)
def test_the_role_table_decides_who_may_ask(role, rights, allowed):
    by = factories.PartnerMembershipFactory(roles=[role])
    if allowed:
        assert create(terms=terms(rights=rights), request_key=key(), by=by).status == "draft"
        return
    with pytest.raises(PermissionDenied):
        create(terms=terms(rights=rights), request_key=key(), by=by)
    assert not Invitation.objects.exists()


def test_somebody_who_has_left_cannot_ask(partner_membership):
    type(partner_membership).objects.update(left_at=factories.ago(days=1))
    with pytest.raises(PermissionDenied):
        create(terms=terms(), request_key=key(), by=partner_membership)


CLOUD_COUNTRY = {"public": "JP", "china": "CN", "us-government": "US", "germany": "DE"}


@pytest.mark.parametrize("rights", ["none", "full"])
@pytest.mark.parametrize("cloud", CLOUD_COUNTRY)
def test_only_the_public_cloud_takes_requests_without_rights(cloud, rights):
    home = CLOUD_COUNTRY[cloud]
    by = factories.PartnerMembershipFactory(
        partner=factories.PartnerFactory(cloud=factories.cloud(cloud), country=home)
    )
    asked = terms(rights=rights, customer_country=home)
    if rights == "none" and cloud != "public":
        with pytest.raises(ValidationError) as refused:
            create(terms=asked, request_key=key(), by=by)
        assert codes(refused.value) == {"rights": ["rights_not_in_cloud"]}
    else:
        assert create(terms=asked, request_key=key(), by=by).cloud.code == cloud


@pytest.mark.parametrize(
    ("cloud", "home", "country", "found"),
    [
        ("public", "JP", "US", ["market_other_group"]),
        ("public", "JP", "RU", ["market_no_group"]),
        ("us-government", "US", "GU", ["cloud_country"]),
        ("germany", "DE", "GB", ["cloud_country"]),
        ("china", "CN", "JP", ["cloud_country", "market_other_group"]),
    ],
)
def test_cloud_and_sales_region_both_have_to_fit_a_known_country(cloud, home, country, found):
    by = factories.PartnerMembershipFactory(
        partner=factories.PartnerFactory(cloud=factories.cloud(cloud), country=home)
    )
    with pytest.raises(ValidationError) as refused:
        create(terms=terms(customer_country=country), request_key=key(), by=by)
    assert codes(refused.value) == {"customer_country": found}


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("postmaster@minato.example", "reserved_local_part"),
        ("abuse@minato.example", "reserved_local_part"),
        ("someone@localhost.example", "portal_domain"),
        ("colleague@kitakaze.example", "own_domain"),
        ("colleague@osaka.kitakaze.example", "own_domain"),
        ("them@harbor-pine.example", "partner_domain"),
        ("them@tokyo.harbor-pine.example", "partner_domain"),
    ],
)
def test_nobody_of_the_portal_the_own_company_or_another_partner_is_asked(partner_membership, address, code):
    factories.TenantDomainFactory(owner=factories.PartnerFactory(), domain="harbor-pine.example")
    with pytest.raises(ValidationError) as refused:
        create(terms=terms(recipient_email=address), request_key=key(), by=partner_membership)
    assert codes(refused.value) == {"recipient_email": [code]}


def test_another_partner_may_be_asked_where_the_cloud_allows_it(partner_membership):
    cloud = partner_membership.partner.cloud
    cloud.allows_partner_to_partner = True
    cloud.save()
    factories.TenantDomainFactory(owner=factories.PartnerFactory(), domain="harbor-pine.example")
    asked = terms(recipient_email="them@harbor-pine.example")
    assert create(terms=asked, request_key=key(), by=partner_membership).pk


def test_every_refusal_comes_at_once(partner_membership):
    wrong = terms(rights="none", customer_country="US", recipient_email="abuse@minato.example", life_days=91)
    partner_membership.partner.cloud.allows_no_rights = False
    with pytest.raises(ValidationError) as refused:
        create(terms=wrong, request_key=key(), by=partner_membership)
    assert list(codes(refused.value)) == ["rights", "life_days", "customer_country", "recipient_email"]
    assert not Invitation.objects.exists()


def test_a_suspended_partner_makes_no_requests():
    by = factories.PartnerMembershipFactory(partner=factories.PartnerFactory(suspended=True))
    with pytest.raises(ValidationError) as refused:
        create(terms=terms(), request_key=key(), by=by)
    assert codes(refused.value) == {"__all__": ["partner_suspended"]}


def test_a_reseller_asks_through_a_provider_it_works_with():
    tie = factories.PartnershipFactory()
    by = factories.PartnerMembershipFactory(partner=tie.reseller)
    asked = terms(capacity=Capacity.RESELLER, provider=tie.provider)
    made = create(terms=asked, request_key=key(), by=by)
    assert (made.provider, made.rights_holder) == (tie.provider, tie.reseller)


def test_both_regions_have_to_fit_an_indirect_request():
    tie = factories.PartnershipFactory(provider=factories.PartnerFactory(provider=True, country="KR"))
    by = factories.PartnerMembershipFactory(partner=tie.reseller)
    with pytest.raises(ValidationError) as refused:
        create(terms=terms(capacity=Capacity.RESELLER, provider=tie.provider), request_key=key(), by=by)
    assert codes(refused.value) == {"customer_country": ["market_other_group"]}


def test_in_china_the_provider_asks_for_a_reseller_and_says_who_gets_the_rights():
    china = {"cloud": factories.cloud("china"), "country": "CN"}
    tie = factories.PartnershipFactory(
        provider=factories.PartnerFactory(provider=True, **china),
        reseller=factories.PartnerFactory(reseller=True, **china),
    )
    by = factories.PartnerMembershipFactory(partner=tie.provider)
    asked = terms(
        capacity=Capacity.PROVIDER,
        on_behalf_of=tie.reseller,
        rights_holder=tie.reseller,
        customer_country="CN",
    )
    made = create(terms=asked, request_key=key(), by=by)
    assert (made.on_behalf_of, made.rights_holder, made.partner) == (tie.reseller, tie.reseller, tie.provider)


def test_making_a_request_takes_few_queries(partner_membership, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):  # three of them are the transaction's own
        create(terms=terms(), request_key=key(), by=partner_membership)

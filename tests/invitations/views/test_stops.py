"""Every obstacle has its own page that says what is so and what to do next."""

import pytest

from customers.agreements.models import AgreementText
from partnercenter.clouds.models import CloudRegion
from tests import factories
from tests.conftest import acceptance_host, sign_in
from tests.invitations.acceptance_steps import open_in

pytestmark = pytest.mark.django_db


def member(**facts):
    return factories.CustomerMembershipFactory(customer=factories.CustomerFactory(**facts)).user


def asked(**facts):
    return factories.InvitationFactory(sent=True, **({"unaddressed": True} | facts))


def wrong_market():
    return asked(), member(country="DE"), 403, "cannot sell in"


def wrong_cloud():
    germany = factories.PartnerFactory(cloud=factories.cloud("germany"), country="DE")
    return asked(partner=germany), member(), 403, "This link is for"


def cloud_closed():
    CloudRegion.objects.update(accepts_new_customers=False)
    return asked(), factories.UserFactory(email="x@fresh.example"), 403, "accepts no new organisations"


def own_request():
    invitation, user = asked(), member()
    factories.PartnerMembershipFactory(partner=invitation.partner, user=user)
    return invitation, user, 403, "You work for the partner that asks"


def partners_organisation():
    factories.TenantDomainFactory(owner=factories.PartnerFactory(), domain="other.example")
    return asked(), member(primary_domain="other.example"), 403, "A partner's organisation cannot be a customer"


def rights_required():
    china = factories.PartnerFactory(cloud=factories.cloud("china"), country="CN")
    user = member(cloud=china.cloud, country="CN")
    return asked(partner=china, no_rights=True), user, 409, "always includes administrator rights"


def already_related():
    invitation, user = asked(no_rights=True), member()
    customer = user.customer_memberships.get().customer
    factories.ResellerRelationshipFactory(partner=invitation.partner, customer=customer)
    return invitation, user, 409, "There is nothing to accept."


def agreement_elsewhere():
    CloudRegion.objects.update(online_agreement=False)
    return asked(), member(), 409, "The customer agreement has to be accepted first"


def no_agreement_published():
    AgreementText.objects.update(status=AgreementText.Status.SUPERSEDED)
    return asked(), member(), 409, "has not published an agreement"


def partner_without_agreement():
    partner = factories.PartnerFactory(programme_agreement_version="", programme_agreement_accepted_on=None)
    return asked(partner=partner), member(), 410, "This request cannot be answered now"


def unverified_email():
    return asked(), factories.UserFactory(unverified=True), 403, "Confirm your e-mail address first"


def wrong_organisation():
    invitation = asked(customer=factories.CustomerFactory())
    return invitation, member(), 403, "cannot answer this request"


def join_organisation():
    factories.TenantDomainFactory(owner=factories.CustomerFactory(primary_domain="here.example"))
    return asked(), factories.UserFactory(email="x@here.example"), 200, "Your organisation is registered already"


def not_an_admin():
    return asked(), factories.CustomerMembershipFactory(role="user").user, 403, "A global administrator has to answer"


def not_a_billing_admin():
    user = factories.CustomerMembershipFactory(role="user").user
    return asked(no_rights=True), user, 403, "A global or billing administrator has to answer"


@pytest.mark.parametrize(
    "make",
    [
        wrong_market,
        wrong_cloud,
        cloud_closed,
        own_request,
        partners_organisation,
        rights_required,
        already_related,
        agreement_elsewhere,
        no_agreement_published,
        partner_without_agreement,
        unverified_email,
        wrong_organisation,
        join_organisation,
        not_an_admin,
        not_a_billing_admin,
    ],
    ids=lambda make: make.__name__,
)
def test_the_page_says_what_is_so_with_its_status(make):
    invitation, user, status, words = make()
    client = sign_in(user, host=acceptance_host(invitation.cloud))
    open_in(client, invitation)
    answer = client.get("/invitation/decide/")
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (status, True), page
    assert "{{" not in page
    assert "no-store" in answer["Cache-Control"]
    assert invitation.acceptances.count() == 0


def test_an_addressee_who_cannot_accept_is_offered_to_decline():
    user = factories.UserFactory(email="buyer@fresh.example")
    client = sign_in(user, host=acceptance_host(factories.cloud()))
    open_in(client, factories.InvitationFactory(sent=True, recipient_email=user.email))
    assert 'href="/invitation/decline/"' in client.get("/invitation/decide/").content.decode()


@pytest.mark.parametrize("make", [wrong_market, cloud_closed, not_an_admin], ids=lambda make: make.__name__)
def test_a_post_meets_the_same_obstacle_and_accepts_nothing(make):
    invitation, user, status, _ = make()
    client = sign_in(user, host=acceptance_host(invitation.cloud))
    open_in(client, invitation)
    forged = {"answer": "accept", "agrees": "on", "allows_full_rights": "on", "shown": "0" * 64}
    assert client.post("/invitation/decide/", forged).status_code == status
    assert invitation.acceptances.count() == 0

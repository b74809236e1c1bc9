"""The directory says at each sign-in what somebody is: changed, lowered, taken away; and nobody changes it by hand."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from customers.directory.models import CustomerMembership
from partnercenter.authorities.models import ConnectedTenant, RoleRule
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.authorities.conftest import GLOBAL_ADMINISTRATOR, Person, connect
from tests.conftest import PUBLIC_HOST, PersonaClient, client_of

pytestmark = pytest.mark.django_db
BILLING = "Billing Administrator"


@pytest.fixture
def connected(authority, customer, customer_membership) -> ConnectedTenant:
    """The customer's directory; Kenichi Sato is a global administrator by hand."""
    return connect(authority, customer)


def again(kaori: Person) -> Person:
    """The same person with another browser."""
    return Person(kaori.provider, PersonaClient(PUBLIC_HOST))


def membership_of(customer) -> CustomerMembership:
    return CustomerMembership.objects.get(customer=customer, left_at=None, is_from_directory=True)


def test_another_role_counts_from_the_next_sign_in_and_ends_other_sessions(kaori, connected, customer):
    kaori.signs_in(BILLING)
    assert membership_of(customer).role == "billing_admin"
    later = again(kaori)
    later.signs_in(BILLING)
    assert kaori.browser.get("/accounts/profile/").status_code == 200  # the same role: nobody is signed out
    later.signs_in(GLOBAL_ADMINISTRATOR)
    assert membership_of(customer).role == "global_admin"
    assert kaori.browser.get("/accounts/profile/").status_code == 302
    assert later.browser.get("/customer/team/invite/").status_code == 200
    assert OutboundEmail.objects.filter(kind="team.roles_changed").count() == 1


def test_a_role_that_is_taken_away_ends_the_membership_and_all_sessions(kaori, connected, customer):
    RoleRule.objects.filter(directory_role="").delete()
    kaori.signs_in(BILLING)
    person = membership_of(customer).user
    later = again(kaori)
    answer = later.signs_in("Directory Readers")
    assert (answer.status_code, later.is_in) == (403, False)
    assert not CustomerMembership.objects.filter(user=person, left_at=None).exists()
    assert kaori.browser.get("/accounts/profile/").status_code == 302


def test_the_last_global_administrator_is_refused_and_stays_one(kaori, connected, customer, customer_membership):
    kaori.signs_in(GLOBAL_ADMINISTRATOR)
    customer_membership.delete()
    answer = again(kaori).signs_in(BILLING)
    assert answer.status_code == 403
    assert "you are the last one" in answer.content.decode()
    assert membership_of(customer).role == "global_admin"


def test_what_a_directory_manages_counts_in_the_sessions_that_it_signed_in(kaori, connected, customer):
    """A passkey or a mailed code proves the person, not what the directory says today."""
    kaori.signs_in(GLOBAL_ADMINISTRATOR)
    assert kaori.browser.get("/customer/team/").status_code == 200
    assert client_of(membership_of(customer)).get("/customer/team/").status_code == 404


def test_a_directory_that_is_put_out_of_use_lets_nobody_in(kaori, connected, customer):
    kaori.signs_in(GLOBAL_ADMINISTRATOR)
    connected.is_active = False
    connected.save()
    assert again(kaori).signs_in(GLOBAL_ADMINISTRATOR).status_code == 403


def test_nobody_changes_by_hand_what_the_directory_says(kaori, connected, customer, customer_client):
    kaori.signs_in(BILLING)
    member = membership_of(customer)
    path = f"/customer/team/{member.public_id}/"
    assert "managed by the directory" in customer_client.get("/customer/team/").content.decode()
    page = customer_client.get(path).content.decode()
    assert "Managed by the directory of the organisation" in page
    assert "Save the roles" not in page
    refused = customer_client.post(path, {"roles": "user"})
    assert (refused.status_code, "says these roles" in refused.content.decode()) == (422, True)
    assert membership_of(customer).role == "billing_admin"
    assert customer_client.post(f"{path}remove/").status_code == 302  # the way out stays open


def test_an_account_is_connected_by_its_own_person_after_a_confirmation(kaori, connected, customer):
    owner = factories.UserFactory(email="kaori@elsewhere.example")
    kaori.browser.force_login(owner)
    assert kaori.browser.get("/accounts/directory/")["Location"].startswith("/accounts/reauthenticate/")
    kaori.browser.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    page = kaori.browser.get("/accounts/directory/").content.decode()
    assert "Connect Directory of public" in page
    kaori.sits(BILLING)
    address = kaori.leaves_to_connect()
    answer = kaori.browser.get(kaori.provider.way_back(address), follow=True)
    assert "Your account is connected with the directory." in answer.content.decode()
    assert membership_of(customer).user == owner
    assert OutboundEmail.objects.filter(kind="account.account_connected", recipient_key=owner.email_key).exists()
    assert kaori.browser.get("/customer/team/").status_code == 200
    later = again(kaori)
    assert later.signs_in(BILLING).status_code == 302
    account = owner.socialaccount_set.get()
    assert account.extra_data == {"tenant": connected.tenant_id, "roles": [BILLING]}
    kaori.browser.post("/accounts/directory/", {"disconnect": account.pk})
    assert not owner.socialaccount_set.exists()
    assert "has an account" not in again(kaori).signs_in(BILLING, email="new@minato-seiki.example").content.decode()


def test_nobody_takes_off_another_persons_connection(kaori, connected, customer):
    kaori.signs_in(BILLING)
    account = membership_of(customer).user.socialaccount_set.get()
    other = PersonaClient(PUBLIC_HOST)
    other.force_login(factories.UserFactory())
    other.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    for key in (account.pk, "x", "9" * 30, ""):
        assert other.post("/accounts/directory/", {"disconnect": key}).status_code == 404
    account.refresh_from_db()


def test_operators_sign_in_without_a_directory(kaori, connected, customer):
    kaori.signs_in(GLOBAL_ADMINISTRATOR)
    person = membership_of(customer).user
    person.is_staff, person.operator_role = True, "admin"
    person.save()
    answer = again(kaori).signs_in(GLOBAL_ADMINISTRATOR)
    assert (answer.status_code, "Operators sign in" in answer.content.decode()) == (403, True)


def test_a_second_factor_of_the_portal_is_still_asked_for(kaori, connected, customer):
    kaori.signs_in(GLOBAL_ADMINISTRATOR)
    TOTP.activate(membership_of(customer).user, generate_totp_secret())
    later = again(kaori)
    assert later.signs_in(GLOBAL_ADMINISTRATOR)["Location"].startswith("/accounts/2fa/authenticate/")
    assert not later.is_in

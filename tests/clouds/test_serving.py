"""A deployment of some clouds is consistent: hosts, sign-in, switcher, links, mails, jobs, administration (§2)."""

import pytest
from django.urls import reverse

from invitations.actions import expire_due
from invitations.models import Invitation
from partnercenter.clouds.models import CloudRegion
from partnercenter.home.queries.portals import served
from partnercenter.outbox.claims import claim
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, queue_email
from tests import factories
from tests.conftest import PersonaClient, acceptance_host, client_of, sign_in
from tests.factories import live_link, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def china(settings):
    """A partner of China with a colleague, in a deployment that serves the public cloud alone."""
    settings.CLOUDS = ["public"]
    return factories.PartnerFactory(cloud=factories.cloud("china"), country="CN", legal_name="Changhe Cloud")


def test_only_served_clouds_have_a_host_and_are_offered_to_visitors(china) -> None:
    assert [portal.cloud.code for portal in served()] == ["public"]
    page = PersonaClient().get("/").content.decode()
    assert "Microsoft 365 admin center" in page
    assert "21Vianet" not in page
    assert PersonaClient("china.localhost:8000").get("/").status_code == 400


def test_colleagues_of_an_unserved_cloud_sign_in_as_persons_and_are_told_where_they_stand(china) -> None:
    client = client_of(factories.PartnerMembershipFactory(partner=china))
    page = client.get("/").content.decode()
    assert "is in China (21Vianet), which this portal does not serve." in page
    for name in ("customers", "requests", "request_relationship"):
        assert client.get(reverse(name, urlconf="partnercenter.urls")).status_code == 404, name


def test_the_switcher_lists_and_takes_memberships_of_served_clouds_alone(china) -> None:
    here = factories.PartnerMembershipFactory()
    there = factories.PartnerMembershipFactory(partner=china, user=here.user)
    client = client_of(here)
    page = client.get("/")
    assert page.wsgi_request.memberships == [here]
    assert "Changhe Cloud" not in page.content.decode()
    switch = reverse("switch_membership", urlconf="partnercenter.urls")
    assert client.post(switch, {"membership": there.public_id}).status_code == 404


def test_a_link_of_an_unserved_cloud_leads_nowhere(china) -> None:
    link = live_link(factories.InvitationFactory(partner=china, sent=True))
    path = f"/i/{token_of(link)}/"
    assert PersonaClient(acceptance_host(china.cloud)).get(path).status_code == 400
    assert PersonaClient("public.localhost:8000").get(path).status_code == 404


def queue(code: str) -> OutboundEmail:
    return queue_email(
        "invitation.request",
        to=Recipient(f"somebody@{code or 'none'}.example"),
        about=factories.InvitationFactory(),
        dedupe_key=f"test:{code}",
        concerns=Concerns(code),
    )


def test_mails_of_an_unserved_cloud_wait_for_the_deployment_that_knows_its_hosts(china, settings) -> None:
    for code in ("china", "public", ""):
        queue(code)
    assert [mail.cloud_code for mail in claim()] == ["public", ""]
    assert claim() == []
    settings.CLOUDS = ["china"]
    assert [mail.cloud_code for mail in claim()] == ["china"]
    settings.CLOUDS = []
    assert claim() == []


def test_what_follows_the_clock_happens_in_every_cloud(china) -> None:
    past = factories.InvitationFactory(partner=china, sent=True, expires_at=factories.ago(hours=2))
    assert expire_due() == 1
    assert Invitation.objects.get(pk=past.pk).status == "expired"


def test_the_administration_shows_served_clouds_and_the_whole_table_of_clouds(china, operator_client) -> None:
    here = factories.PartnerFactory()
    shown = operator_client.get(reverse("admin:partners_partner_changelist")).context["cl"].queryset
    assert list(shown) == [here]
    change = reverse("admin:partners_partner_change", args=[china.pk])
    assert operator_client.get(change).status_code == 302  # as for a row that is not there
    clouds = operator_client.get(reverse("admin:clouds_cloudregion_changelist")).context["cl"].queryset
    assert set(clouds) == set(CloudRegion.objects.all())
    assert operator_client.get(reverse("admin:clouds_market_add")).status_code == 200


def test_an_operator_of_unserved_clouds_alone_sees_nothing_here(china) -> None:
    factories.PartnerFactory()
    client = sign_in(factories.UserFactory(operator=True, operated_clouds=["china"]))
    assert list(client.get(reverse("admin:partners_partner_changelist")).context["cl"].queryset) == []


def test_events_and_mails_of_no_cloud_stay_with_operators_of_all_clouds(china, operator_client) -> None:
    for code in ("china", "public", ""):
        queue(code)
    shown = operator_client.get(reverse("admin:outbox_outboundemail_changelist")).context["cl"].queryset
    assert sorted(mail.cloud_code for mail in shown) == ["", "public"]

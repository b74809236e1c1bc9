"""Every page, met in Japanese by the people it is for: no English sentence is left, and no raw placeholder."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from customers.directory.models import CustomerRole, JoinRequest
from invitations.models import Invitation
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in
from tests.factories import live_link, token_of
from tests.invitations.acceptance_steps import confirm_identity, open_in, press_accept
from tests.translations.latin import english_in, spoken, stray_spaces_in

pytestmark = pytest.mark.django_db
# The administration is Django's own and for operators; the mailbox is for people who try the portal out.
NOT_WALKED = ("admin", "mailbox", "components")
ROUTES = {"": "partnercenter.urls", "public.": "partnercenter.urls_acceptance"}
LEAVING = ("account_logout",)


@pytest.fixture
def world(partner, partner_membership, customer, customer_membership):
    """Rows with Japanese names, one of each kind, so that what is Latin on a page is the page's own."""
    partner.legal_name, partner.address = "北風システムズ株式会社", "大阪府大阪市北区中之島0-0-0"
    partner.save()
    for user, name in ((partner_membership.user, "田中 美咲"), (customer_membership.user, "佐藤 健一")):
        user.display_name, user.locale = name, "ja"
        user.save()
    relationship = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.PartnerCustomerFactory(partner=partner, customer=customer)
    grant = factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)
    applicant = factories.UserFactory(display_name="森 悠太", locale="ja")
    joining = JoinRequest.objects.create(customer=customer, user=applicant)
    return {"partner": partner, "customer": customer, "grant": grant, "joining": joining, "begun": relationship}


def ask(partner, membership, *traits: str, **fields) -> Invitation:
    """A request with Japanese words, addressed to Kenichi Sato where it is addressed."""
    words = {
        "customer_name": "株式会社みなと精機",
        "subject": "再販業者関係のご依頼",
        "body": "次のリンクです。\n{link}",
    }
    words |= {"recipient_name": "佐藤 健一", "language": "ja"} | fields
    return factories.InvitationFactory(partner=partner, owner=membership, **dict.fromkeys(traits, True), **words)


def assert_japanese(client: PersonaClient, path: str, **data: str) -> str:
    """Get the page (or post `data`), follow where it leads, and read it."""
    get = client.post if data else client.get
    answer = get(path, data or None, follow=True, headers={"accept": "text/html", "accept-language": "ja"})
    if answer.status_code == 405:  # an address for buttons alone; the page for stray methods has its own test
        return ""
    if answer.streaming or "html" not in answer["Content-Type"]:  # a file (in test_japanese_grants), or for machines
        return ""
    page = answer.content.decode()
    assert '<html lang="ja"' in page, (path, answer.status_code, page[:200])
    assert not english_in(page), (path, answer.status_code)
    assert not stray_spaces_in(page), path
    assert not [text for text in spoken(page) if "%(" in text or "{{" in text], path
    return page


def patterns(host: str) -> Iterator[tuple[str, URLPattern]]:
    """Every route of a host with its whole path."""

    def walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
        for each in resolver.url_patterns:
            path = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each, path)
            elif not path.startswith(NOT_WALKED):
                yield path, each

    return walk(get_resolver(ROUTES[host]), "")


def plain_paths(host: str) -> list[str]:
    """The paths without parts to fill in."""
    found = [path for path, each in patterns(host) if "<" not in path and each.name not in LEAVING]
    return [f"/{path}" for path in found if "^" not in path]


def test_partner_pages_speak_japanese(world, partner_client) -> None:
    for path in plain_paths(""):
        assert_japanese(partner_client, path)


def test_customer_pages_speak_japanese(world, customer_client) -> None:
    for path in plain_paths("public."):
        assert_japanese(customer_client, path)


@pytest.mark.parametrize("host", ["localhost:8000", PUBLIC_HOST])
def test_visitors_are_spoken_to_in_japanese(host: str) -> None:
    for path in plain_paths("public."):
        assert_japanese(PersonaClient(host), path)


KINDS = (
    *(("draft",), ("sent",), (), ("no_rights",), ("granular",), ("unaddressed",), ("reusable",)),
    *(("accepted",), ("declined",), ("cancelled",), ("expired",), ("replaced",)),
)


def test_a_request_in_every_state_speaks_japanese(world, partner_membership, partner_client) -> None:
    for traits in KINDS:
        asked = ask(world["partner"], partner_membership, *traits)
        for part in ("", "email/", "new-link/", "recipient/", "cancel/"):
            assert_japanese(partner_client, f"/partner/requests/{asked.public_id}/{part}")
        assert_japanese(partner_client, f"/partner/requests/?status={asked.status}")


@pytest.mark.parametrize("name", ["customers/{customer}", "requests/?customer={customer}"])
def test_the_record_of_a_customer_speaks_japanese(name: str, world, partner_client) -> None:
    path = "/partner/" + name.format(customer=world["customer"].public_id)
    assert_japanese(partner_client, path if "?" in path else f"{path}/")


def test_what_a_customer_controls_speaks_japanese(world, customer_client) -> None:
    rights = f"/customer/partners/{world['partner'].public_id}/"
    for path in (rights, f"{rights}rights/{world['grant'].public_id}/end/"):
        assert_japanese(customer_client, path)
    assert_japanese(customer_client, f"/organisation/join/{world['joining'].public_id}/")


WRONG = [{"rights": ""}, {"rights": "none", "email": "k.sato@", "days": "900"}, {"rights": "granular", "days": "0"}]


@pytest.mark.parametrize("wrong", WRONG)
def test_errors_of_forms_speak_japanese(wrong: dict[str, str], world, partner_client) -> None:
    assert_japanese(partner_client, "/partner/requests/new/", **wrong)


def test_errors_of_account_forms_speak_japanese() -> None:
    typed = {"login": "k.sato@", "email": "k.sato@", "password": "x", "password1": "12345678", "display_name": ""}
    for page in ("login", "signup", "password/reset", "login/code"):
        assert_japanese(PersonaClient(PUBLIC_HOST), f"/accounts/{page}/", **typed)


def test_a_link_in_every_state_speaks_japanese(world, partner_membership) -> None:
    for state in ("sent", "expired", "cancelled", "accepted", "replaced"):
        link = live_link(ask(world["partner"], partner_membership, state))
        assert_japanese(PersonaClient(PUBLIC_HOST), f"/i/{token_of(link)}/")


def test_an_unknown_link_speaks_japanese() -> None:
    assert_japanese(PersonaClient(PUBLIC_HOST), "/i/xxxxx")


@pytest.fixture
def decided(partner, partner_membership, customer_membership, world):
    """A request to Kenichi Sato of another partner than the one he has."""
    other = factories.PartnerFactory(legal_name="南風ソリューション株式会社", address="東京都千代田区0-0-0")
    colleague = factories.UserFactory(display_name="小林 翔")
    owner = factories.PartnerMembershipFactory(partner=other, user=colleague)
    return ask(other, owner, "sent", recipient_email=customer_membership.user.email)


def test_the_decision_speaks_japanese_from_the_link_to_the_receipt(decided, customer_client) -> None:
    open_in(customer_client, decided)
    for path in ("", "decide/", "decline/", "report/"):
        assert_japanese(customer_client, f"/invitation/{path}")
    assert_japanese(customer_client, "/invitation/decide/", answer="accept")
    confirm_identity(customer_client)
    answer = press_accept(customer_client)
    assert_japanese(customer_client, answer["Location"])
    assert_japanese(customer_client, "/")


def test_the_decision_on_granular_rights_speaks_japanese(
    world, partner_membership, partner_client, customer_membership, customer_client
) -> None:
    email, name = customer_membership.user.email, "ヘルプデスク業務"
    asked = ask(
        world["partner"],
        partner_membership,
        "sent",
        "granular",
        recipient_email=email,
        grant_name=name,
        with_relationship=False,
    )
    open_in(customer_client, asked)
    assert_japanese(customer_client, "/invitation/")
    confirm_identity(customer_client)
    assert_japanese(customer_client, "/invitation/decide/", answer="accept", days="0")
    answer = press_accept(customer_client, roles=asked.roles[:1], days="30")
    assert_japanese(customer_client, answer["Location"])
    for path in (f"requests/{asked.public_id}/", f"customers/{world['customer'].public_id}/grants/"):
        assert_japanese(partner_client, f"/partner/{path}")


def stop_before(decided, kind: str, customer) -> PersonaClient:
    """Somebody whom the gate stops, signed in on the portal and before the request."""
    person = factories.UserFactory(display_name="森 悠太", locale="ja", unverified=kind == "unverified")
    where, role = customer, CustomerRole.GLOBAL_ADMIN
    if kind in ("wrong_country", "another_cloud", "stranger"):
        where = factories.CustomerFactory(
            name="株式会社あおば物流",
            country="DE" if kind == "wrong_country" else "JP",
            cloud=factories.cloud("china" if kind == "another_cloud" else "public"),
        )
    if kind == "not_an_admin":
        role = CustomerRole.USER
    if kind in ("own_staff",):
        person = decided.owner.user
        person.locale = "ja"
        person.save()
    elif kind not in ("no_organisation", "unverified"):
        factories.CustomerMembershipFactory(customer=where, user=person, role=role)
    if kind in ("wrong_country", "another_cloud", "not_an_admin", "no_organisation", "own_staff"):
        Invitation.objects.filter(pk=decided.pk).update(recipient_email="", recipient_key="", recipient_name="")
    return sign_in(person, host=PUBLIC_HOST)


def test_the_pages_of_a_passkey_speak_japanese(partner_client) -> None:
    facts = {"name": "業務用の端末", "credential": {}}
    key = Authenticator.objects.create(user=partner_client.user, type=Authenticator.Type.WEBAUTHN, data=facts)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert_japanese(partner_client, reverse(name, kwargs={"pk": key.pk}))


STOPS = ("unverified", "stranger", "no_organisation", "not_an_admin", "wrong_country", "another_cloud", "own_staff")


@pytest.mark.parametrize("kind", STOPS)
def test_a_page_that_stops_somebody_speaks_japanese(kind: str, decided, customer) -> None:
    client = stop_before(decided, kind, customer)
    open_in(client, decided)
    for path in ("", "decide/"):
        assert_japanese(client, f"/invitation/{path}")


def test_error_pages_speak_japanese(rf) -> None:
    request = rf.get("/", HTTP_HOST="localhost:8000")
    with translation.override("ja"):
        for status in (400, 403, 404, 405, 413, 429, 500, 503):
            assert not english_in(render_to_string(f"{status}.html", request=request))


# The routes with a part to fill in: those whose pages this file and its neighbours (`test_japanese_*`) walk, files and
# facts without words among them, and those of buttons alone.
WALKED = {
    *("administer_service", "agreement_receipt", "agreement_receipt_file", "agreement_text", "answered_partnership"),
    *("ask_to_end", "asked_end", "assign_group", "assign_licences", "attachment", "batch", "batch_columns"),
    *("batch_result", "batch_terms", "cancel"),
    *("cancel_partnership_request", "cancel_subscription", "change_assignment", "change_group", "change_seats"),
    *("change_mail_template", "create_mail_template", "preview_mail", "preview_mail_html"),
    *("preview_request", "preview_request_html", "preview_batch", "preview_batch_html"),
    *("change_template", "correct_partnership_recipient", "correct_recipient", "customer", "customer_activity"),
    *("customer_agreement",),
    *("customer_grants", "customer_service_requests", "customer_subscriptions", "customer_users", "delete_group"),
    *("delete_template", "describe_customer", "designate_support_contact", "directory_user", "domain"),
    *("domain_claim", "done", "done_file", "end_partner_rights", "end_partnership", "end_relationship"),
    *("export_customer_activity", "give_up_rights", "grant", "hand_over_rights", "import_result", "import_template"),
    *("import_users", "invite_user", "join_request", "join_team", "keep_subscription", "leave_out_roles"),
    *("mfa_edit_webauthn", "mfa_remove_webauthn", "new_link", "new_partnership_link", "open_link"),
    *("open_partnership_link", "open_stray", "open_stray_partnership", "order_subscription", "partner_grant"),
    *("partner_rights", "partnership", "partnership_request", "raise_service_request", "remove_assignment"),
    *("remove_member", "reopen_service_request", "replace_rights", "request", "request_agreement"),
    *("reset_user_password",),
    *("resume_subscription", "review", "review_partnership", "service_request", "subscription_licences"),
    *("suspend_subscription", "switch_extension", "take_back_roles", "take_licence", "team_member", "user_import"),
    *("change_webhook", "remove_webhook", "rotate_webhook", "verify_receipt", "webhook", "webhook_delivery"),
}
BUTTONS = {
    *("account_set_password_link", "assign_licence", "block_user", "close_service_request", "confirm_batch"),
    *("confirm_import", "discard_batch", "discard_import", "end_session", "forward_service_request", "open_request"),
    *("delete_mail_template", "renew", "renew_partnership", "switch_partnership_reminders", "switch_reminders"),
    *("release", "resend", "stop_batch"),
    *("resend_partnership", "show_link", "show_partnership_link", "take_licences"),
    *("directory_callback", "directory_sign_in"),
    *("unblock_user", "withdraw_asked_end", "withdraw_team_invitation"),
    *("read_notice", "press_webhook", "redeliver_webhook"),
}


def test_every_route_with_a_part_to_fill_in_is_walked() -> None:
    filled = {each.name for host in ROUTES for path, each in patterns(host) if "<" in path or "^" in path}
    assert filled == WALKED | BUTTONS

"""The pages and mails of partnerships, in Japanese; none of them calls a partnership an invitation."""

import pytest

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners import actions
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import PersonaClient, client_of, sign_in
from tests.partners.asked import asked_by, case_for, open_in, provider_admin, reseller_admin
from tests.translations.test_japanese_mails import assert_japanese as assert_japanese_letter
from tests.translations.test_japanese_pages import assert_japanese

pytestmark = pytest.mark.django_db
ADMIN, VIEWER = PartnerRole.ADMIN_AGENT, PartnerRole.VIEWER


def speaks_japanese(membership, name: str):
    membership.user.display_name, membership.user.locale = name, "ja"
    membership.user.save()
    return membership


@pytest.fixture
def asking():
    facts = {"legal_name": "暁ディストリビューション株式会社", "address": "東京都千代田区0-0-0"}
    owner = speaks_japanese(provider_admin(**facts), "青木 亮")
    factories.TenantDomainFactory(owner=owner.partner, domain="akatsuki-dist.example")
    return owner


@pytest.fixture
def answering():
    return speaks_japanese(reseller_admin(legal_name="緑野アイティー株式会社"), "森 遥")


def asked(owner, **traits):
    words = {"subject": "パートナーシップのご依頼", "body": "次のリンクです。\n{link}", "language": "ja"}
    return asked_by(owner, **words, **traits)


def read(client, path: str, **posted: str) -> None:
    assert "招待" not in assert_japanese(client, path, **posted)


def test_the_pages_of_both_sides_speak_japanese(asking, answering) -> None:
    standing = factories.PartnershipFactory(provider=asking.partner, reseller=answering.partner)
    ended = {
        "ended": True,
        "ended_side": "operator",
        "end_reason": "統合のため",
        "reseller__legal_name": "株式会社若葉",
    }
    over = factories.PartnershipFactory(provider=asking.partner, **ended)
    for part in ("resellers/", "resellers/?state=ended", "partnerships/new/", "partnerships/requests/"):
        read(client_of(asking), f"/partner/{part}")
    read(client_of(asking), "/partner/partnerships/new/", life_days="900", recipient_email="a@")
    for client in (client_of(asking), client_of(answering)):
        read(client, f"/partner/partnerships/{standing.public_id}/")
        read(client, f"/partner/partnerships/{standing.public_id}/end/")
    read(client_of(asking), f"/partner/partnerships/{over.public_id}/")
    read(client_of(answering), "/partner/providers/")
    other = answering.partner.public_id
    assert_japanese(client_of(asking), f"/partner/customers/?reseller={other}")


def test_a_colleague_without_the_role_is_told_in_japanese(asking) -> None:
    viewer = speaks_japanese(factories.PartnerMembershipFactory(partner=asking.partner, roles=[VIEWER]), "林 葵")
    for path in ("resellers/", f"partnerships/requests/{asked(asking).public_id}/"):
        read(client_of(viewer), f"/partner/{path}")


def test_a_request_in_every_state_speaks_japanese(asking) -> None:
    for trait in ("addressed", "sent", "declined", "cancelled", "expired"):
        made = asked(asking, **{trait: True}, **({"recipient_name": "森 遥"} if trait in ("addressed", "sent") else {}))
        for part in ("", "email/", "new-link/", "recipient/", "cancel/"):
            read(client_of(asking), f"/partner/partnerships/requests/{made.public_id}/{part}")


def test_asking_for_a_new_link_and_answering_that_speak_japanese(asking) -> None:
    to_them = {"addressed": True, "recipient_email": "h.mori@midorino.example", "recipient_name": "森 遥"}
    late, visitor, client = asked(asking, expired=True, **to_them), PersonaClient(), client_of(asking)
    visitor.get(f"/p/{factories.partnership_token(late)}/")
    read(visitor, "/partnership/new-link/")
    visitor.post("/partnership/new-link/", headers={"Accept-Language": "ja"})
    assert_japanese_letter(render(OutboundEmail.objects.get(kind="partnershiprequest.new_link_asked")))
    for path in ("/", "/notifications/", "/partner/activity/", f"/partner/partnerships/requests/{late.public_id}/"):
        read(client, path)


def test_the_way_from_the_link_to_the_answer_speaks_japanese(asking, answering) -> None:
    visitor, client = PersonaClient(), client_of(answering)
    first, second = asked(asking), asked(asking)
    for each, request in ((visitor, first), (client, first)):
        open_in(each, request)
        read(each, "/partnership/")
    read(client, "/partnership/", answer="accept")
    read(client, "/partnership/decline/")
    read(client, "/partnership/decline/", reason="今回は見送ります。")
    open_in(client, second)
    read(client, "/partnership/", answer="accept", authorizes="on")
    for made in (first, second, *(asked(asking, **{trait: True}) for trait in ("cancelled", "expired"))):
        read(visitor, f"/p/{factories.partnership_token(made)}/")
    read(visitor, "/p/xxxxx")


@pytest.mark.parametrize(
    ("facts", "roles"),
    [
        ({}, [ADMIN]),
        ({"reseller": False}, []),
        ({"country": "KR"}, []),
        ({"suspended": True}, []),
        ({"is_germany": True}, []),
    ],
    ids=str,
)
def test_each_refusal_speaks_japanese(facts, roles, asking) -> None:
    if facts.pop("is_germany", False):
        facts |= {"cloud": factories.cloud("germany"), "country": "DE"}
    who = speaks_japanese(reseller_admin(*roles, legal_name="緑野アイティー株式会社", **facts), "森 遥")
    client = client_of(who)
    open_in(client, asked(asking))
    read(client, "/partnership/")


def test_strangers_and_staff_of_the_asker_are_told_in_japanese(asking, answering) -> None:
    nobody = factories.UserFactory(display_name="佐藤 健一", locale="ja")
    unproven = factories.UserFactory(display_name="佐藤 健一", locale="ja", unverified=True)
    for client in (sign_in(nobody), sign_in(unproven), client_of(asking)):
        open_in(client, asked(asking))
        read(client, "/partnership/")
    client = client_of(answering)
    open_in(client, asked(asking, sent=True))
    read(client, "/partnership/")
    factories.PartnershipFactory(provider=asking.partner, reseller=answering.partner)
    open_in(client, asked(asking))
    read(client, "/partnership/")


def test_every_mail_speaks_japanese(asking, answering) -> None:
    factories.TenantDomainFactory(owner=answering.partner, domain="midorino.example")
    to_them = {"addressed": True, "recipient_email": "h.mori@midorino.example", "recipient_name": "森 遥"}
    first, second, third = (asked(asking, **to_them) for _each in range(3))
    for made in (first, second, third):
        actions.send(request=made, by=asking)
    assert_japanese_letter(render(OutboundEmail.objects.filter(kind="partnership.request").first()))
    actions.cancel_request(request=first, by=asking)
    by = answering.user
    actions.decline_partnership(case=case_for(second, answering), reason="見送ります。", by=by)
    begun = actions.accept_partnership(case=case_for(third, answering), by=by).partnership
    through = {"partner": answering.partner, "capacity": "reseller", "provider": asking.partner}
    shared = factories.ResellerRelationshipFactory(**through).customer
    factories.CustomerMembershipFactory(customer=shared, user__locale="ja")
    actions.end_partnership(partnership=begun, reason="統合のため", by=asking)
    pair = {"provider": asking.partner, "reseller": answering.partner}
    actions.start_partnership(**pair, by=factories.UserFactory(operator=True))
    for kind in ("cancelled", "accepted", "declined", "ended", "ended_customer", "started"):
        for mail in OutboundEmail.objects.filter(kind=f"partnership.{kind}"):
            assert_japanese_letter(render(mail))

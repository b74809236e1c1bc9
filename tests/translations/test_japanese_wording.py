"""The pages of a partner's wording, and of a request that somebody asks a new link of, in Japanese."""

import pytest

from partnercenter.partners.models import MailTemplate, PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.translations.latin import english_in
from tests.translations.test_japanese_pages import assert_japanese

pytestmark = pytest.mark.django_db
EMAILS = "/partner/emails/"


@pytest.fixture
def admin():
    partner = factories.PartnerFactory(legal_name="北風システムズ株式会社", provider=True)
    user = factories.UserFactory(display_name="伊藤 浩", locale="ja")
    return factories.PartnerMembershipFactory(partner=partner, user=user, roles=[PartnerRole.GLOBAL_ADMIN])


def test_the_pages_of_wording_speak_japanese(admin) -> None:
    words = {"kind": "reminder", "language": "ja", "subject": "{partner}", "body": "{greeting}\n{link}"}
    kept = MailTemplate.objects.create(partner=admin.partner, name="いつもの依頼", **words)
    MailTemplate.objects.create(partner=admin.partner, name="短い依頼", is_standard=False, **words)
    client = client_of(admin)
    for path in ("", f"{kept.public_id}/", "new/partnership/ja/", f"preview/reminder/ja/?template={kept.public_id}"):
        assert_japanese(client, EMAILS + path)
    assert_japanese(client, EMAILS, mail_name="他社", reply_to="a@elsewhere.example")
    assert_japanese(client, f"{EMAILS}new/reminder/ja/", name="いつもの依頼", subject="{link}", body="{nobody}")
    for kind in ("relationship", "with_rights", "rights", "reminder", "partnership", "partnership_reminder"):
        assert_japanese(client, f"{EMAILS}preview/{kind}/ja/?part=text")
        assert not english_in(client.get(f"{EMAILS}preview/{kind}/ja/html/").content.decode())


def test_the_pages_of_a_request_speak_japanese(admin) -> None:
    names = {"recipient_name": "佐藤 健一", "customer_name": "株式会社みなと精機", "language": "ja"}
    words = {"subject": "ご依頼", "body": "{link}"}
    fields = {"partner": admin.partner, "owner": admin, "new_link_asked_at": factories.ago(days=1), **names, **words}
    template = {"kind": "with_rights", "language": "ja", "subject": "{partner}", "body": "{link}"}
    MailTemplate.objects.create(partner=admin.partner, name="いつもの依頼", **template)
    client = client_of(admin)
    for traits in ({"sent": True}, {"expired": True}):
        asked = factories.InvitationFactory(**fields, **traits, capacity="provider")
        assert_japanese(client, f"/partner/requests/{asked.public_id}/")
    waiting = factories.InvitationFactory(**fields, sent=True, capacity="provider")
    for path in ("", "preview/", "preview/?part=text"):
        assert_japanese(client, f"/partner/requests/{waiting.public_id}/email/{path}")
    assert not english_in(client.get(f"/partner/requests/{waiting.public_id}/email/preview/html/").content.decode())
    assert_japanese(client, "/")

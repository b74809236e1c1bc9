"""Notifications in Japanese: the list with every kind of event, empty, filtered; the choices, and the two mails."""

from typing import Any

import pytest

from partnercenter.notices.digests import send_due
from partnercenter.notices.kinds import TABLE
from partnercenter.notices.models import Notice, Preference
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import PartnerMembership, PartnerRole
from tests.notices.told import happen
from tests.tenancy.deeds.telling import MORNING
from tests.translations.test_japanese_home import all_pages
from tests.translations.test_japanese_pages import assert_japanese, english_in, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world: Any, partner_client: Any, customer_client: Any) -> None:  # noqa: F811
    """Every kind of event, told to somebody with every role on either side, who wants the daily e-mail too."""
    PartnerMembership.objects.filter(pk=partner_client.membership.pk).update(roles=PartnerRole.values)
    for client in (partner_client, customer_client):
        client.user.locale = "ja"
        client.user.save()
        rows = [Preference(user=client.user, kind=kind.code, is_listed=True, mail="daily") for kind in TABLE]
        Preference.objects.bulk_create(rows)
    for kind in TABLE:
        for action in kind.actions:
            happen(action, world["partner"], world["customer"], about=world["grant"])


def test_every_notice_is_told_in_japanese(told: None, partner_client: Any, customer_client: Any) -> None:
    for client in (partner_client, customer_client):
        assert_japanese(client, "/notices/preferences/")
        all_pages(client, "/notices/")
        assert_japanese(client, "/notices/?kind=team&unread=on")
    Notice.objects.all().delete()
    assert_japanese(partner_client, "/notices/")
    assert_japanese(partner_client, "/notices/?unread=on")


def test_the_mails_are_japanese(told: None) -> None:
    send_due(MORNING)
    Preference.objects.all().delete()
    happen("webhook.stopped", PartnerMembership.objects.get(roles=PartnerRole.values).partner)

    mails = OutboundEmail.objects.filter(kind__startswith="notice.")
    assert {mail.kind for mail in mails} == {"notice.told", "notice.digest"}
    for mail in mails:
        letter = render(mail)
        assert not english_in(f"<p>{letter.subject}</p>{letter.html}"), mail.kind

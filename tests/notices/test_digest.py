"""The daily e-mail: once a day, in the person's zone and language, with what waits for it."""

from datetime import UTC, datetime

import pytest

from partnercenter.notices.digests import send_due
from partnercenter.notices.models import Digest, Notice, Preference
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import Letter, NothingToSend, render
from partnercenter.partners.models import PartnerMembership
from tests import factories
from tests.notices.told import happen

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 29, 0, 0, tzinfo=UTC)  # nine o'clock in Tokyo


@pytest.fixture
def reader(partner_membership: PartnerMembership) -> PartnerMembership:
    """Somebody in Tokyo who reads Japanese and wants ended rights once a day, for whom two wait."""
    partner_membership.user.locale, partner_membership.user.time_zone = "ja", "Asia/Tokyo"
    partner_membership.user.save()
    Preference.objects.create(user=partner_membership.user, kind="rights_ended", is_listed=True, mail="daily")
    for name in ("MINATO-1", "MINATO-2"):
        grant = factories.DelegatedAdminGrantFactory(granular=True, partner=partner_membership.partner, name=name)
        happen("grant.expired", grant.partner, grant.customer, about=grant)
    return partner_membership


def letter() -> Letter:
    return render(OutboundEmail.objects.get(kind="notice.digest"))


def test_everything_that_waits_goes_in_one_mail_in_the_persons_language(reader: PartnerMembership):
    assert send_due(MORNING) == 1

    mail = letter()
    assert mail.subject == "Kitakaze Systems K.K.への通知2件"
    assert mail.text.index("MINATO-2") < mail.text.index("MINATO-1")
    assert "/notices/preferences/" in mail.text
    assert OutboundEmail.objects.get().recipient == reader.user.email


def test_it_goes_out_once_a_day_however_often_the_job_runs(reader: PartnerMembership):
    assert [send_due(MORNING), send_due(MORNING)] == [1, 0]
    happen("grant.ended", reader.partner)

    assert send_due(MORNING) == 0, "what came later waits for tomorrow"
    assert send_due(MORNING.replace(day=30)) == 1
    assert Digest.objects.count() == OutboundEmail.objects.count() == 2
    assert sorted(digest.notices.count() for digest in Digest.objects.all()) == [1, 2]


def test_it_waits_for_the_morning_of_the_persons_own_zone(reader: PartnerMembership):
    assert send_due(MORNING.replace(day=28, hour=22, minute=59)) == 0  # one minute to eight

    reader.user.time_zone = "America/New_York"
    reader.user.save()
    assert send_due(MORNING.replace(hour=12)) == 0  # seven o'clock in New York


def test_somebody_who_left_gets_none_and_nothing_is_kept_for_them(reader: PartnerMembership):
    PartnerMembership.objects.filter(pk=reader.pk).update(left_at=MORNING)

    assert send_due(MORNING) == 0
    assert not Notice.objects.filter(user=reader.user).exists()


def test_somebody_who_leaves_before_the_mail_is_written_gets_none(reader: PartnerMembership):
    send_due(MORNING)
    PartnerMembership.objects.filter(pk=reader.pk).update(left_at=MORNING)

    with pytest.raises(NothingToSend):
        letter()


def test_the_mail_at_once_says_the_one_thing(partner_membership: PartnerMembership):
    admin = factories.PartnerMembershipFactory(partner=partner_membership.partner, roles=["global_admin"])
    happen("webhook.stopped", partner_membership.partner)

    mail = render(OutboundEmail.objects.get(kind="notice.told", recipient=admin.user.email))
    assert "was stopped" in mail.subject
    assert "/notices/" in mail.text

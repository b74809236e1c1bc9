"""What people are told: some want a daily e-mail, and one has gone out."""

from datetime import UTC, datetime

from partnercenter.audit.models import AuditEvent
from partnercenter.notices.digests import send_due
from partnercenter.notices.kinds import TABLE
from partnercenter.notices.mails import Told, queue_told
from partnercenter.notices.models import Notice, Preference
from partnercenter.partners.models import PartnerMembership
from tests.tenancy.land import Land

MORNING = datetime(2030, 1, 1, 9, tzinfo=UTC)


def choose_what_to_be_told(land: Land) -> None:
    """Everybody at A wants everything in one mail a day, of all that has happened; one at C heard of it at once."""
    for member in PartnerMembership.objects.filter(partner=land.partners["A"], left_at=None):
        rows = [Preference(user=member.user, kind=kind.code, is_listed=True, mail="daily") for kind in TABLE]
        Preference.objects.bulk_create(rows, ignore_conflicts=True)
    Notice.objects.filter(organisation_id=land.partners["A"].public_id).update(is_for_digest=True)
    send_due(MORNING)
    partner = land.partners["C"]
    event = AuditEvent.objects.filter(partner_id=partner.public_id).latest("id")
    queue_told([Told(land.boss["C"].user_id, event.pk, "partner", partner.public_id)])

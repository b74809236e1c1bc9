"""A partner's own words about its customer: tags, a note, and who looks after it."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from customers.relationships.access import why_not_describe
from customers.relationships.models import PartnerCustomer
from customers.relationships.tags import check_tags, spelled_as_before, tags_of
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.models import PartnerMembership


@transaction.atomic
def describe_customer(
    *, pair: PartnerCustomer, tags: Sequence[str], note: str, owner: PartnerMembership | None, by: PartnerMembership
) -> PartnerCustomer:
    """Keep the partner's tags, note and owner of a customer; neither the customer nor another partner sees them.

    A tag that is in use already keeps its spelling. The words stay out of the log. Raises `ValidationError`
    (`too_many_tags`, `tag_too_long`, `owner_elsewhere`), PermissionDenied.
    """
    wait_at_most()
    rows = PartnerCustomer.objects.select_for_update(of=("self",)).select_related("partner__cloud", "customer")
    kept = rows.get(pk=pair.pk)
    if kept.partner_id != by.partner_id or by.left_at or why_not_describe(by):
        raise PermissionDenied(why_not_describe(by))
    if owner and (owner.partner_id != kept.partner_id or owner.left_at):
        raise ValidationError(_("Choose somebody who works for your company."), code="owner_elsewhere")
    check_tags(tags)
    before = (kept.tags, kept.note, kept.owner_id)
    kept.tags, kept.note, kept.owner = spelled_as_before(list(tags), tags_of(kept.partner)), note, owner
    if (kept.tags, kept.note, kept.owner_id) != before:
        kept.save(update_fields=["tags", "note", "owner"])
        log_described(kept, by=by)
    return kept


def log_described(pair: PartnerCustomer, *, by: PartnerMembership) -> None:
    """That something of it changed, and how many tags there are now."""
    record(
        "customer.described",
        about=pair,
        by=by.user,
        side=AuditEvent.Side.PARTNER,
        cloud_code=pair.partner.cloud.code,
        partner_id=pair.partner.public_id,
        customer_id=pair.customer.public_id,
        details={"tags": len(pair.tags)},
    )

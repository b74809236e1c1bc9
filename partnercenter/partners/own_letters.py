"""A partner's own e-mail templates, as its mails and pages find them."""

from django.db.models import QuerySet

from partnercenter.partners.models import MailTemplate, Partner


def templates_of(partner: Partner) -> QuerySet[MailTemplate]:
    """The partner's own e-mail templates, the standard ones first."""
    return MailTemplate.objects.filter(partner=partner).order_by("kind", "language", "-is_standard", "name")


def standard_template(partner: Partner, kind: str, language: str) -> MailTemplate | None:
    """The template that mails of a kind begin with; None where the portal's own letter serves.

    Read once for each `partner` in hand, so that many requests at once cost no more than one.
    """
    if not hasattr(partner, "standard_templates"):
        standard = templates_of(partner).filter(is_standard=True)
        found = {(each.kind, each.language): each for each in standard}
        partner.standard_templates = found  # type: ignore[attr-defined]
    return partner.standard_templates.get((kind, language))  # type: ignore[attr-defined]

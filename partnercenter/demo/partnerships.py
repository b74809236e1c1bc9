"""Partnerships that the demo's providers ask for: one that waits, one that nobody answered, one that ended."""

from datetime import timedelta

from partnercenter.demo.past import ago, note, settle_mail
from partnercenter.demo.stage import Stage, key_of
from partnercenter.links.issuing import issue_link
from partnercenter.outbox.models import OutboundEmail
from partnercenter.pages.lives import end_of_life
from partnercenter.partners.actions.asking import PartnershipTerms, new_request
from partnercenter.partners.addresses import PURPOSE
from partnercenter.partners.drafts.text import default_body
from partnercenter.partners.mails.requests import queue_request_mail
from partnercenter.partners.models import Partner, PartnerMembership, Partnership, PartnershipRequest

Status = PartnershipRequest.Status
# Provider, reseller, days ago, status. The reseller's first colleague is the recipient; none for an open request.
REQUESTS = (
    ("akatsuki-dist.example", "", 75, Status.EXPIRED),
    ("akatsuki-dist.example", "hamakaze-it.example", 3, Status.SENT),
)
# Provider, reseller, days ago that it began and ended.
ENDED = (("akatsuki-dist.example", "hamakaze-it.example", 380, 190),)


def tell_of_partnerships(stage: Stage) -> None:
    """What is not there yet."""
    for provider, reseller, began, ended in ENDED:
        add_ended(stage, stage.partners[provider], stage.partners[reseller], days=(began, ended))
    for provider, reseller, days_ago, status in REQUESTS:
        add_request(stage, provider, reseller, days_ago=days_ago, status=status)


def add_ended(stage: Stage, provider: Partner, reseller: Partner, *, days: tuple[int, int]) -> None:
    """A partnership of before, ended by the reseller."""
    if Partnership.objects.filter(provider=provider, reseller=reseller).exists():
        return
    by = next(iter(reseller.memberships.all())).user
    over = Partnership.objects.create(
        provider=provider,
        reseller=reseller,
        started_at=ago(days[0]),
        accepted_by=by,
        status=Partnership.Status.ENDED,
        ended_at=ago(days[1]),
        ended_by=by,
        ended_side=Partnership.Side.RESELLER,
    )
    for action, at in (("partnership.started", days[0]), ("partnership.ended", days[1])):
        note(action, over, at=ago(at), by=by, side="partner", partner=provider)
    stage.counted.add("partnerships")


def add_request(stage: Stage, provider: str, reseller: str, *, days_ago: int, status: str) -> None:
    """The request with its link, its events and its mail, as it stands today."""
    owner, key = stage.staff[provider][0], key_of("partnership", provider, reseller, status)
    if PartnershipRequest.objects.filter(provider=owner.partner, request_key=key).exists():
        return
    at = ago(days_ago)
    made = new_request(terms_for(stage, reseller), key, by=owner)
    made.created_at, made.expires_at = at, end_of_life(made.life_days, zone=owner.partner.time_zone, now=at)
    made.status, made.body = status, default_body(made)
    if status == Status.SENT:
        made.sent_at = at + timedelta(minutes=4)
    else:
        made.ended_at = made.expires_at + timedelta(minutes=2)
    made.save(force_insert=True)
    issue_link(made, purpose=PURPOSE)
    tell(made, owner)
    stage.counted.add("partnership requests")


def terms_for(stage: Stage, reseller: str) -> PartnershipTerms:
    """To the reseller's first colleague, in that person's language."""
    if not reseller:
        return PartnershipTerms(language="ja")
    person = stage.staff[reseller][0].user
    return PartnershipTerms(
        recipient_email=person.email, recipient_name=person.display_name, language=person.locale or "en"
    )


def tell(made: PartnershipRequest, owner: PartnerMembership) -> None:
    """The events of the log, and the mail as if it had left."""
    by = {"by": owner.user, "side": "partner", "partner": owner.partner}
    note("partnershiprequest.created", made, at=made.created_at, **by)  # type: ignore[arg-type]
    if made.sent_at:
        mail: OutboundEmail = queue_request_mail(made, made.links.get())
        settle_mail(mail, at=made.sent_at)
        note("partnershiprequest.sent", made, at=made.sent_at, **by)  # type: ignore[arg-type]
    if made.ended_at:
        job = {"by": None, "side": "system", "partner": owner.partner}
        note("partnershiprequest.expired", made, at=made.ended_at, **job)  # type: ignore[arg-type]

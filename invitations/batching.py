"""What a file of requests is judged against, read from the database set by set; and what its pages read."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import ResellerRelationship
from invitations.asking import Terms
from invitations.models import Invitation, InvitationBatch, InvitationBatchRow
from invitations.queries.sending import REQUEST_MAIL
from invitations.rules.batch import PROBLEMS, Standing
from invitations.rules.request import own_domain_of
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.cells import countries, languages
from partnercenter.clouds.markets import regions_of, today
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.queries import with_above
from partnercenter.outbox.models import OutboundEmail, Suppression
from partnercenter.outbox.pace import MAILS_TO_ONE_ADDRESS_A_DAY
from partnercenter.partners.models import Partner, PartnerMembership
from partnercenter.partners.rules import check_cloud_country, check_region
from partnercenter.sheets.reading import folded

DAY = timedelta(days=1)
SHARE = 0.8  # of the partner's mails of a day; the rest is left to colleagues who send one request
Cells = Mapping[str, str]


def terms_of(batch: InvitationBatch) -> Terms:
    """What is asked of everybody in the file."""
    return Terms(
        rights=batch.rights,
        capacity=batch.capacity,
        provider=batch.provider,
        on_behalf_of=batch.on_behalf_of,
        rights_holder=batch.rights_holder,
        with_relationship=batch.with_relationship,
        roles=tuple(batch.roles),
        days=batch.days,
        auto_extends=batch.auto_extends,
        grant_name=batch.grant_name,
        language=batch.language,
        life_days=batch.life_days,
        reminds=batch.reminds,
    )


def standing_for(terms: Terms, rows: Collection[Cells], *, by: PartnerMembership, asks_again: bool = False) -> Standing:
    """Everything that these rows are judged against: a dozen statements, however many rows."""
    partner, known = by.partner, countries()
    keys = {key for row in rows if (key := key_of(row["recipient_email"]))}
    domains = {each for key in keys for each in with_above(key.rpartition("@")[2])}
    named = {code for row in rows if (code := known.get(folded(row["customer_country"])))}
    return Standing(
        terms=terms,
        cloud=partner.cloud,
        partner_id=partner.public_id,
        countries=known,
        languages=languages(),
        own_domains=own_domain_of(by.user.email),
        owners=owners_of(partner, domains),
        regions=refusals_of(named, terms, partner),
        customers=customers_among(partner, domains),
        open=open_among(partner, keys),
        asked={} if asks_again else corrected_among(partner, keys) | asked_among(partner, keys),
        suppressed=suppressed_among(partner, keys),
        busy=busy_among(partner, keys),
        names=names_like(terms, partner),
    )


def key_of(address: str) -> str:
    """The key of a cell; empty where it is no address."""
    try:
        return email_key(address)
    except ValidationError:
        return ""


def owners_of(partner: Partner, domains: Collection[str]) -> dict[str, Any]:
    """The partners of this cloud that these domains belong to."""
    owned = TenantDomain.objects.filter(
        cloud=partner.cloud_id, domain__in=domains, owner_kind=TenantDomain.Owner.PARTNER
    )
    return dict(owned.values_list("domain", "owner_id"))


def refusals_of(named: Iterable[str], terms: Terms, partner: Partner) -> dict[str, str]:
    """The code by which each country is refused (decisions §3), of all who would become related; empty: it is not."""
    codes, day = sorted(named), today()
    asking = (partner, *terms.partners_beside())
    regions = regions_of([*codes, *(each.country for each in asking)], day)
    found = {}
    for country in codes:
        try:
            check_cloud_country(partner.cloud, country, day)
            for each in asking:
                check_region(each, country, regions)
        except ValidationError as refusal:
            found[country] = refusal.code or "market_no_group"
    return found


def customers_among(partner: Partner, domains: Collection[str]) -> set[str]:
    """Those domains that are confirmed ones of the partner's own customers; of nobody else's it learns anything."""
    related = ResellerRelationship.objects.filter(partner=partner, status=ResellerRelationship.Status.ACTIVE)
    confirmed = TenantDomain.objects.filter(
        cloud=partner.cloud_id, domain__in=domains, owner_kind=TenantDomain.Owner.CUSTOMER, confirmed_at__isnull=False
    )
    return set(confirmed.filter(owner_id__in=related.values("customer__public_id")).values_list("domain", flat=True))


def open_among(partner: Partner, keys: Collection[str]) -> set[str]:
    """The addresses that an open request of the partner waits for."""
    waiting = Invitation.objects.filter(partner=partner, recipient_key__in=keys, status__in=Invitation.OPEN)
    return set(waiting.values_list("recipient_key", flat=True))


def asked_among(partner: Partner, keys: Collection[str]) -> dict[str, str]:
    """The addresses that a file of the partner asked and that wait no more, with the number of the last request.

    Declined, withdrawn, expired or accepted since: a file asks none of them again unless the partner says so.
    """
    asked = Invitation.objects.filter(partner=partner, recipient_key__in=keys, batch_row__isnull=False)
    return dict(asked.filter(status__in=Invitation.TERMINAL).order_by("id").values_list("recipient_key", "number"))


def corrected_among(partner: Partner, keys: Collection[str]) -> dict[str, str]:
    """The addresses that a file of the partner asked and that were corrected since, with the number of the request.

    The file still has the old address; whatever became of the request, its person is asked at the new one.
    """
    asked = Invitation.objects.filter(partner=partner, public_id=OuterRef("about_id"), batch_row__isnull=False)
    elsewhere = asked.exclude(recipient_key=OuterRef("recipient_key")).values("number")[:1]
    mails = OutboundEmail.objects.filter(recipient_key__in=keys, partner_id=partner.public_id, kind=REQUEST_MAIL)
    numbered = mails.annotate(number=Subquery(elsewhere)).filter(number__isnull=False)
    return dict(numbered.order_by("id").values_list("recipient_key", "number"))


def suppressed_among(partner: Partner, keys: Collection[str]) -> set[str]:
    """The addresses that mail of this cloud reaches no more."""
    listed = Suppression.objects.active().filter(recipient_key__in=keys, cloud_code=partner.cloud.code)
    return set(listed.values_list("recipient_key", flat=True))


def busy_among(partner: Partner, keys: Collection[str]) -> set[str]:
    """The addresses that got as many mails with links as they may in a day: of this partner, or of all (T10)."""
    mails = OutboundEmail.objects.filter(recipient_key__in=keys, kind=REQUEST_MAIL, created_at__gte=Now() - DAY)
    counted = (
        mails.order_by()
        .values("recipient_key")
        .annotate(everybodys=Count("pk"), ours=Count("pk", filter=Q(partner_id=partner.public_id)))
    )
    busy = counted.filter(Q(everybodys__gte=settings.MAILS_TO_ADDRESS_A_DAY) | Q(ours__gte=MAILS_TO_ONE_ADDRESS_A_DAY))
    return set(busy.values_list("recipient_key", flat=True))


def names_like(terms: Terms, partner: Partner) -> set[str]:
    """Names of rights that begin as these do: of requests that may still be accepted first, then of grants.

    In this order an acceptance in between, which makes a grant of a request's name, is seen either way.
    """
    if not terms.grant_name:
        return set()
    asked = Invitation.objects.filter(partner=partner, grant_name__startswith=terms.grant_name)
    names = set(asked.exclude(status__in=Invitation.TERMINAL).values_list("grant_name", flat=True))
    holder = terms.rights_holder or partner
    granted = DelegatedAdminGrant.objects.filter(partner=holder, name__startswith=terms.grant_name, status="active")
    return names | set(granted.values_list("name", flat=True))


def room_today(partner: Partner) -> int:
    """How many mails of a file may still go out: its share of the day's, less what the partner sent in 24 hours."""
    mails = OutboundEmail.objects.filter(partner_id=partner.public_id, kind=REQUEST_MAIL)
    sent = mails.filter(created_at__gte=Now() - DAY).order_by().count()
    return max(0, share_of_a_day() - sent)


def share_of_a_day() -> int:
    """The mails of a day that files may use."""
    return max(1, int(SHARE * settings.MAILS_OF_PARTNER_A_DAY))


def batches_of(by: PartnerMembership) -> QuerySet[InvitationBatch]:
    """The files that somebody may see: the company's, and her own that nobody has confirmed yet."""
    ours = InvitationBatch.objects.filter(partner=by.partner_id)
    return ours.filter(~Q(status__in=InvitationBatch.OWN) | Q(uploaded_by=by)).select_related(
        "partner__cloud", "uploaded_by__user", "confirmed_by__user", "provider", "on_behalf_of", "rights_holder"
    )


def outcomes_of(batch: InvitationBatch) -> dict[str, int]:
    """How many rows had which result."""
    counted = InvitationBatchRow.objects.filter(batch=batch).order_by().values_list("outcome").annotate(Count("pk"))
    return dict(counted)


def problems_of(batch: InvitationBatch) -> list[tuple[str, int]]:
    """How many rows have which problem, the most frequent first."""
    rows = InvitationBatchRow.objects.filter(batch=batch).exclude(problem="").order_by()
    counted = rows.values_list("problem").annotate(number=Count("pk"))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def words_of(row: InvitationBatchRow) -> str:
    """Why a row is not sent; empty for a good one."""
    return str(PROBLEMS[row.problem]) % {"about": row.about} if row.problem else ""

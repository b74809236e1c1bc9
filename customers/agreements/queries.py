"""Which text a customer is asked to accept, and what it has accepted."""

from django.db.models import Q, QuerySet, Subquery

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.directory.models import Customer
from partnercenter.clouds.markets import rows_of, today
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.models import Partner

FALLBACK_LANGUAGE = "en"


def current_text(*, cloud: CloudRegion, country: str, language: str) -> AgreementText | None:
    """The text in force for a cloud, the market of `country` (ISO code) and a language; None if none is published.

    A market's own text goes before the cloud's general one, then the newest version, then the reader's
    language, English, any other.
    """
    published = AgreementText.objects.filter(cloud=cloud, status=AgreementText.Status.PUBLISHED)
    found = list(published.filter(Q(market_group=None) | own_groups(cloud, country)).order_by())
    texts = [text for text in found if text.market_group_id] or found
    if not texts:
        return None
    newest = max(texts, key=lambda text: (text.published_at, text.pk)).version
    versions = [text for text in texts if text.version == newest]
    chosen = min(versions, key=lambda text: language_rank(text.language, language))
    chosen.cloud = cloud
    return chosen


def language_rank(language: str, wanted: str) -> tuple[int, str]:
    """How far a text's language is from the wanted one: same, English, any other by its code."""
    if language == wanted.partition("-")[0]:
        return 0, language
    return (1 if language == FALLBACK_LANGUAGE else 2), language


def own_groups(cloud: CloudRegion, country: str) -> Q:
    """The texts of a country's own groups: of its sales region, and of the list of its cloud (decisions §3)."""
    region = Q(market_group=Subquery(rows_of(country, today()).values("group")[:1]))
    return region | Q(market_group=cloud.country_list_id) if cloud.country_list_id else region


def is_in_force(text: AgreementText) -> bool:
    """Whether this version is the one that is published, in whatever language."""
    return family_of(text).filter(status=AgreementText.Status.PUBLISHED).exists()


def acceptance_of(customer: Customer, text: AgreementText) -> AgreementAcceptance | None:
    """The customer's acceptance of this version for this market, in whatever language it was read."""
    same = customer.agreement_acceptances.filter(text__cloud=text.cloud_id, text__version=text.version)
    return same.filter(text__market_group=text.market_group_id).select_related("text").first()


def is_same_version(one: AgreementText, other: AgreementText) -> bool:
    """Whether two texts are one version for one market, in whatever language: accepting either accepts both."""
    return (one.cloud_id, one.market_group_id, one.version) == (other.cloud_id, other.market_group_id, other.version)


def same_place(text: AgreementText) -> QuerySet[AgreementText]:
    """Every text for the same cloud and the same market, or for all its markets."""
    return AgreementText.objects.filter(cloud=text.cloud_id, market_group=text.market_group_id)


def family_of(text: AgreementText) -> QuerySet[AgreementText]:
    """The texts of the same version for the same cloud and market, in every language, this one too."""
    return same_place(text).filter(version=text.version).order_by("language")


def acceptances_of(customer: Customer) -> QuerySet[AgreementAcceptance]:
    """Everything that a customer has accepted, and what partners attested of it, newest first."""
    return with_sides(customer.agreement_acceptances.all())


def with_sides(acceptances: QuerySet[AgreementAcceptance]) -> QuerySet[AgreementAcceptance]:
    """The rows with all that a receipt is made of, newest first."""
    related = ("text__cloud", "text__market_group", "accepted_by", "attested_by", "partner", "customer")
    return acceptances.select_related(*related).order_by("-accepted_at", "-pk")


def attestations_by(partner: Partner, customer: Customer) -> QuerySet[AgreementAcceptance]:
    """What this partner attested for a customer, newest first; never what another one did."""
    return acceptances_of(customer).filter(partner=partner)


def texts_open_to(customer: Customer) -> QuerySet[AgreementText]:
    """The texts that a customer may read: those published for its cloud, in force or superseded."""
    shown = [AgreementText.Status.PUBLISHED, AgreementText.Status.SUPERSEDED]
    return AgreementText.objects.filter(cloud=customer.cloud_id, status__in=shown).order_by("-published_at", "language")

"""Which text a customer is asked to accept, and what it has accepted."""

from django.db.models import QuerySet

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.directory.models import Customer
from partnercenter.clouds.markets import group_of, today
from partnercenter.clouds.models import CloudRegion, MarketGroup

FALLBACK_LANGUAGE = "en"


def current_text(*, cloud: CloudRegion, country: str, language: str) -> AgreementText | None:
    """The text in force for a cloud, the market of `country` (ISO code) and a language; None if none is published.

    A market's own text goes before the cloud's general one, then the newest version, then the reader's
    language, English, any other.
    """
    published = AgreementText.objects.filter(cloud=cloud, status=AgreementText.Status.PUBLISHED)
    texts = list(published.filter(market_group__in=groups_of(cloud, country)) or published.filter(market_group=None))
    if not texts:
        return None
    newest = max(texts, key=lambda text: (text.published_at, text.pk)).version
    versions = [text for text in texts if text.version == newest]
    return min(versions, key=lambda text: language_rank(text.language, language))


def language_rank(language: str, wanted: str) -> tuple[int, str]:
    """How far a text's language is from the wanted one: same, English, any other by its code."""
    if language == wanted.partition("-")[0]:
        return 0, language
    return (1 if language == FALLBACK_LANGUAGE else 2), language


def groups_of(cloud: CloudRegion, country: str) -> list[MarketGroup]:
    """The groups whose own text a country would get: its sales region, and the list of its cloud (decisions §3)."""
    return [group for group in (group_of(country, today()), cloud.country_list) if group]


def acceptance_of(customer: Customer, text: AgreementText) -> AgreementAcceptance | None:
    """The customer's acceptance of this version for this market, in whatever language it was read."""
    same = customer.agreement_acceptances.filter(text__cloud=text.cloud_id, text__version=text.version)
    return same.filter(text__market_group=text.market_group_id).select_related("text", "accepted_by").first()


def acceptances_of(customer: Customer) -> QuerySet[AgreementAcceptance]:
    """Everything that a customer has accepted, newest first."""
    return customer.agreement_acceptances.select_related("text", "text__market_group", "accepted_by").order_by(
        "-accepted_at", "-pk"
    )


def texts_open_to(customer: Customer) -> QuerySet[AgreementText]:
    """The texts that a customer may read: those published for its cloud, in force or superseded."""
    shown = [AgreementText.Status.PUBLISHED, AgreementText.Status.SUPERSEDED]
    return AgreementText.objects.filter(cloud=customer.cloud_id, status__in=shown).order_by("-published_at", "language")

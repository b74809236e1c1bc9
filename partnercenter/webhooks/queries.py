"""What the pages of webhooks read: a partner's own rows alone."""

from django.db.models import OuterRef, QuerySet, Subquery

from partnercenter.pages.keyset import KeysetPage, paginate
from partnercenter.partners.models import Partner
from partnercenter.webhooks.models import WebhookDelivery, WebhookEndpoint

SIZE = 25


def endpoints_of(partner: Partner) -> QuerySet[WebhookEndpoint]:
    """The partner's endpoints that are there still, the oldest first."""
    present = WebhookEndpoint.objects.filter(partner=partner).exclude(status=WebhookEndpoint.Status.REMOVED)
    return present.select_related("partner__cloud").order_by("pk")


def with_last_state(endpoints: QuerySet[WebhookEndpoint]) -> QuerySet[WebhookEndpoint]:
    """With `last_state`, that of the newest delivery."""
    newest = WebhookDelivery.objects.filter(endpoint=OuterRef("pk")).order_by("-id")
    return endpoints.annotate(last_state=Subquery(newest.values("state")[:1]))


def deliveries_of(partner: Partner) -> QuerySet[WebhookDelivery]:
    """What was and is to be delivered to the partner's endpoints."""
    return WebhookDelivery.objects.filter(endpoint__in=endpoints_of(partner)).select_related(
        "endpoint__partner__cloud", "event"
    )


def log_of(endpoint: WebhookEndpoint, cursor: str) -> KeysetPage:
    """One page of an endpoint's deliveries, the newest first."""
    rows = WebhookDelivery.objects.filter(endpoint=endpoint).select_related("event")
    return paginate(rows, order=("-id",), size=SIZE, cursor=cursor)


def waiting_for(endpoint: WebhookEndpoint) -> int:
    """How many deliveries have not come to an end."""
    return endpoint.deliveries.filter(state__in=WebhookDelivery.WAITING).count()

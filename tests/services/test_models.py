"""The database's own guarantees: what was cancelled, written or closed stays as it was."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from customers.services.models import Offer, ServiceRequest, ServiceRequestMessage, Subscription
from tests import factories

pytestmark = pytest.mark.django_db


def refused(rows, **changes) -> bool:
    """Whether the database refuses the change, whatever the code above it thinks."""
    try:
        with transaction.atomic():
            rows.update(**changes)
    except DatabaseError:
        return True
    return False


def test_a_cancelled_subscription_never_changes_again() -> None:
    gone = Subscription.objects.filter(pk=factories.SubscriptionFactory(status="cancelled").pk)
    assert refused(gone, status="active", cancelled_at=None)
    assert refused(gone, seats=99)


@pytest.mark.parametrize("field", ["customer", "terms", "service", "kind", "ordered_at", "offer"])
def test_what_was_ordered_under_which_terms_never_changes(field) -> None:
    bought = factories.SubscriptionFactory()
    other = {
        "customer": lambda: factories.CustomerFactory(),
        "terms": lambda: factories.AgreementTextFactory(),
        "offer": lambda: factories.OfferFactory(),
        "service": lambda: "Other",
        "kind": lambda: "azure",
        "ordered_at": lambda: factories.ago(days=9),
    }
    assert refused(Subscription.objects.filter(pk=bought.pk), **{field: other[field]()})


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "active", "suspended_at": factories.ago(days=1)},
        {"status": "suspended", "suspended_at": None},
        {"status": "cancelled", "cancelled_at": None},
        {"seats": 0},
    ],
)
def test_times_and_seats_fit_the_status(facts) -> None:
    with pytest.raises(IntegrityError):
        factories.SubscriptionFactory(**facts)


@pytest.mark.parametrize("model", [Subscription, ServiceRequest, ServiceRequestMessage])
def test_no_row_goes(model) -> None:
    factories.SubscriptionFactory()
    factories.ServiceRequestFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_message_stays_as_it_was_written() -> None:
    factories.ServiceRequestFactory()
    assert refused(ServiceRequestMessage.objects.all(), text="Something else")


def test_a_closed_service_request_stays_as_it_is_but_that_it_can_be_opened_again() -> None:
    closed = ServiceRequest.objects.filter(pk=factories.ServiceRequestFactory(closed=True).pk)
    assert refused(closed, status="answered", closed_at=None, closed_by=None)
    assert refused(closed, closed_at=factories.ago(days=9))
    assert refused(closed, status="open", closed_at=None, closed_by=None, severity="A")
    assert not refused(closed, status="open", closed_at=None, closed_by=None)


def test_the_mark_stands_on_no_request_of_a_reseller() -> None:
    provider = factories.PartnerFactory(provider=True)
    with pytest.raises(IntegrityError):
        factories.ServiceRequestFactory(provider=provider, without_rights=True)


@pytest.mark.parametrize("code", ["public", "china", "us-government", "germany"])
def test_every_cloud_has_a_catalogue_to_begin_with(code) -> None:
    offers = Offer.objects.filter(cloud=factories.cloud(code))
    assert offers.count() >= 3
    assert {"licence", "azure"} <= set(offers.values_list("kind", flat=True))


def test_an_offer_stands_once_in_a_market() -> None:
    made = factories.OfferFactory()
    with pytest.raises(IntegrityError):
        factories.OfferFactory(name_en=made.name_en)


def test_a_restored_service_without_an_end_is_told_so_beside_the_field() -> None:
    notice = factories.HealthNoticeFactory.build(cloud=factories.OfferFactory(service="Office 365").cloud)
    notice.service, notice.state, notice.ends_at = "Office 365", "restored", None
    with pytest.raises(ValidationError) as refused_at:
        notice.full_clean()
    assert refused_at.value.message_dict == {"ends_at": ["Say until when it lasted: the service is restored."]}

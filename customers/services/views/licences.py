"""Licences of a customer's people: who has a seat in a subscription, assign and take; for several or for one person.

As on the pages of users, each page asks for the right in the database and each deed asks again.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.directory.models import Customer
from customers.grants.actions.use import NoRight
from customers.grants.needs import Need
from customers.grants.rights import Refusal, may_use
from customers.services.actions import licences as actions
from customers.services.forms.users import PeopleForm
from customers.services.licensing import Licensed, holders_of, licensed, people_without
from customers.services.models import DirectoryUser, Subscription
from customers.services.queries import directory_of, standing_of
from customers.services.views.finding import find_pair
from customers.services.views.users import PAGES, SIZE, asking, find_user, say_refused, words_of
from partnercenter.pages.keyset import paginate
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page

HOLDERS_BY_NAME, BY_NAME = ("user__sort_key", "id"), ("sort_key", "id")


@require_safe
@partner_page(Capability.CUSTOMER_USERS)
def subscription_licences(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """Who has a seat, by name, with boxes to take some of them."""
    customer = find_pair(request, public_id).customer
    answer = may_use(request.membership, customer, Need.READ_USERS)
    if isinstance(answer, Refusal):
        return say_refused(request, customer, answer)
    row = find_licensed(request, customer, subscription_id)
    page = paginate(
        holders_of(row.subscription), order=HOLDERS_BY_NAME, size=SIZE, cursor=request.GET.get("cursor", "")
    )
    context = {"page": page, **what_is_closed(request, customer, row)}
    return render(request, "customers/partner/users/licences.html", context)


def find_licensed(request: PartnerRequest, customer: Customer, subscription_id: UUID) -> Licensed:
    """A living licence subscription that the partner may see."""
    rows = licensed(standing_of(request.membership.partner, customer))
    found = next((row for row in rows if row.subscription.public_id == subscription_id), None)
    if found is None:
        raise Http404
    return found


def what_is_closed(request: PartnerRequest, customer: Customer, row: Licensed) -> dict[str, Any]:
    """The subscription, why nothing can be assigned or taken (empty where it can), and what would help."""
    answer = may_use(request.membership, customer, Need.ASSIGN_LICENCES)
    why_not = words_of(answer, customer) or row.closed
    return {"row": row, "subscription": row.subscription, "why_not": why_not, **asking(request, customer, answer)}


@require_http_methods(PAGES)
@partner_page(Capability.CUSTOMER_USERS)
def assign_licences(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """The people who have none, to search and tick; ticked ones get one on POST."""
    customer = find_pair(request, public_id).customer
    answer = may_use(request.membership, customer, Need.ASSIGN_LICENCES)
    if isinstance(answer, Refusal):
        return say_refused(request, customer, answer)
    row = find_licensed(request, customer, subscription_id)
    if request.method == "POST":
        return change(request, row, assign_to_people)
    typed = request.GET.get("q", "")[:200]
    people = people_without(row.subscription, typed)
    page = paginate(people, order=BY_NAME, size=SIZE, cursor=request.GET.get("cursor", ""))
    context = {"page": page, "typed": typed, **what_is_closed(request, customer, row)}
    return render(request, "customers/partner/users/assign.html", context)


@require_POST
@partner_page(Capability.CUSTOMER_USERS)
def take_licences(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """Take the seats of those whose boxes are ticked."""
    row = find_licensed(request, find_pair(request, public_id).customer, subscription_id)
    return change(request, row, take_from_people)


def change(request: PartnerRequest, row: Licensed, deed: Callable[..., str]) -> HttpResponse:
    """The deed on the people whose boxes are ticked, and back to the list of who has a seat."""
    customer = row.subscription.customer
    form = PeopleForm(request.POST, among=directory_of(customer))
    if not form.is_valid():
        say_errors(request, [str(words) for each in form.errors.values() for words in each])
    else:
        refused = attempt(request, customer, lambda: deed(row.subscription, form.people(), request))
        if refused:
            return refused
    return redirect("subscription_licences", public_id=customer.public_id, subscription_id=row.subscription.public_id)


def attempt(request: PartnerRequest, customer: Customer, deed: Callable[[], str]) -> HttpResponse | None:
    """Run the deed and say what it did or why it was refused; the page of a missing right where that is why."""
    try:
        done = deed()
    except NoRight as refusal:
        return say_refused(request, customer, refusal.refusal)
    except ValidationError as refusal:
        say_errors(request, refusal.messages)
    else:
        messages.success(request, done)
    return None


def say_errors(request: PartnerRequest, words: Sequence[str]) -> None:
    for each in words:
        messages.error(request, each)


def assign_to_people(subscription: Subscription, people: Sequence[DirectoryUser], request: PartnerRequest) -> str:
    """Assign, and the words for it."""
    given = actions.assign_licences(subscription=subscription, people=people, by=request.membership)
    words = ngettext("%(number)s licence is assigned.", "%(number)s licences are assigned.", len(given))
    return words % {"number": len(given)}


def take_from_people(subscription: Subscription, people: Sequence[DirectoryUser], request: PartnerRequest) -> str:
    """Take, and the words for it."""
    losing = actions.take_licences(subscription=subscription, people=people, by=request.membership)
    words = ngettext("%(number)s licence is taken back.", "%(number)s licences are taken back.", len(losing))
    return words % {"number": len(losing)}


@require_POST
@partner_page(Capability.CUSTOMER_USERS)
def assign_licence(request: PartnerRequest, public_id: UUID, user_id: UUID, subscription_id: UUID) -> HttpResponse:
    """A seat for the person whose page it is."""
    return change_one(request, public_id, user_id, subscription_id, assign_to_people)


@require_POST
@partner_page(Capability.CUSTOMER_USERS)
def take_licence(request: PartnerRequest, public_id: UUID, user_id: UUID, subscription_id: UUID) -> HttpResponse:
    """The person whose page it is gives the seat back."""
    return change_one(request, public_id, user_id, subscription_id, take_from_people)


def change_one(
    request: PartnerRequest, public_id: UUID, user_id: UUID, subscription_id: UUID, deed: Callable[..., str]
) -> HttpResponse:
    """The deed, and back to the person."""
    customer = find_pair(request, public_id).customer
    user, row = find_user(customer, user_id), find_licensed(request, customer, subscription_id)
    refused = attempt(request, customer, lambda: deed(row.subscription, [user], request))
    return refused or redirect("directory_user", public_id=public_id, user_id=user_id)

"""The record's *Users*: the people of the customer's directory, and what a right lets a partner do to them.

Each page asks for the right in the database; each deed asks again, under the customer's lock. A right that ended
while a page stood open is answered with a page that says so (decisions §6, T19).
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.directory.models import Customer
from customers.grants.actions.use import NoRight, say_why
from customers.grants.needs import Need
from customers.grants.queries.grants import last_ended
from customers.grants.rights import Refusal, Right, may_use, may_use_any, way_out
from customers.services.actions import users as actions
from customers.services.forms.catalogue import refusal_of
from customers.services.forms.users import InviteUserForm
from customers.services.licensing import Licensed, licensed, with_licences
from customers.services.models import DirectoryUser
from customers.services.queries import Standing, directory_of, own_domains_of, standing_of
from customers.services.rules.people import check_any_domain
from customers.services.views.finding import find_pair
from partnercenter.clouds.markets import country_name
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.request_rules import why_not_request

PAGES, BY_NAME, SIZE = ["GET", "HEAD", "POST"], ("sort_key", "id"), 50
ACTING = (Need.MANAGE_USERS, Need.BLOCK_USERS, Need.RESET_PASSWORDS, Need.ASSIGN_LICENCES)


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def customer_users(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The directory, by name; without the right the page says what is missing, and how to ask for it."""
    pair = find_pair(request, public_id)
    answer = may_use(request.membership, pair.customer, Need.READ_USERS)
    context = {"pair": pair, **asking(request, pair.customer, answer)}
    if isinstance(answer, Refusal):
        context |= {"why": say_why(answer, pair.customer)}
        return render(request, "customers/partner/users/closed.html", context)
    typed = request.GET.get("q", "")[:200]
    seen = licensed(standing_of(request.membership.partner, pair.customer))
    people = with_licences(directory_of(pair.customer, typed), among=[row.subscription for row in seen])
    page = paginate(people, order=BY_NAME, size=SIZE, cursor=request.GET.get("cursor", ""))
    managing = may_use(request.membership, pair.customer, Need.MANAGE_USERS)
    why_not = words_of(managing, pair.customer)
    context |= {"page": page, "typed": typed, "why_not_invite": why_not, "licensed": seen}
    context |= asking(request, pair.customer, managing)
    context["no_domain"] = "" if why_not else refusal_of(check_any_domain, own_domains_of(pair.customer))
    return render(request, "customers/partner/users/list.html", context)


def asking(request: PartnerRequest, customer: Customer, answer: Right | Refusal | None = None) -> dict[str, Any]:
    """The customer, whether the person can ask it for rights, and what would help against a refusal."""
    way = way_out(answer, request.membership, customer) if answer is not None else ""
    return {"customer": customer, "may_request": not why_not_request(request.membership), "way": way}


@require_safe
@partner_page(Capability.CUSTOMER_USERS)
def directory_user(request: PartnerRequest, public_id: UUID, user_id: UUID) -> HttpResponse:
    """One person: what is known, and what may be done, each with the reason where it is closed."""
    pair = find_pair(request, public_id)
    answers = may_use_any(request.membership, pair.customer)
    reading = answers[Need.READ_USERS]
    if isinstance(reading, Refusal):
        return say_refused(request, pair.customer, reading)
    reasons = {need.value: words_of(answers[need], pair.customer) for need in ACTING}
    person = find_user(pair.customer, user_id)
    held, open_ones = seats_for(person, standing_of(request.membership.partner, pair.customer))
    context = {"person": person, "why_not": reasons, "pair": pair, "held": held, "open": open_ones}
    context["country"] = country_name(person.country) if person.country else ""
    closed = next((answers[need] for need in ACTING if reasons[need.value]), None)
    return render(request, "customers/partner/users/user.html", context | asking(request, pair.customer, closed))


def seats_for(person: DirectoryUser, standing: Standing) -> tuple[list[Licensed], list[Licensed]]:
    """What the person has, and what the person has not, of what the partner may see."""
    has = set(person.licences.values_list("subscription", flat=True))
    rows = licensed(standing)
    return [row for row in rows if row.subscription.pk in has], [row for row in rows if row.subscription.pk not in has]


def words_of(answer: Any, customer: Customer) -> str:
    """Why something is closed; empty where it is open."""
    return say_why(answer, customer) if isinstance(answer, Refusal) else ""


def find_user(customer: Customer, user_id: UUID) -> DirectoryUser:
    """A person of this customer's directory."""
    return get_object_or_404(DirectoryUser.objects.filter(customer=customer), public_id=user_id)


@require_http_methods(PAGES)
@partner_page(Capability.CUSTOMER_USERS)
def invite_user(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Somebody new in the directory."""
    customer = find_pair(request, public_id).customer
    answer = may_use(request.membership, customer, Need.MANAGE_USERS)
    if isinstance(answer, Refusal):
        return say_refused(request, customer, answer)
    form = InviteUserForm(request.POST or None, customer=customer)
    if form.is_valid():
        try:
            invited = actions.invite_directory_user(customer=customer, newcomer=form.newcomer(), by=request.membership)
        except NoRight as refusal:
            return say_refused(request, customer, refusal.refusal)
        except ValidationError as refusal:
            form.add_error("user_name", refusal)
        else:
            messages.success(request, _("%(name)s is in the directory now.") % {"name": invited.display_name})
            return redirect("directory_user", public_id=public_id, user_id=invited.public_id)
    return render_form_page(request, "customers/partner/users/invite.html", {"customer": customer}, form)


@require_POST
@partner_page(Capability.CUSTOMER_USERS)
def block_user(request: PartnerRequest, public_id: UUID, user_id: UUID) -> HttpResponse:
    """The person can no longer sign in."""
    return act(request, public_id, user_id, actions.block_directory_user, gettext_lazy("%(name)s is blocked."))


@require_POST
@partner_page(Capability.CUSTOMER_USERS)
def unblock_user(request: PartnerRequest, public_id: UUID, user_id: UUID) -> HttpResponse:
    """The person can sign in again."""
    done = gettext_lazy("%(name)s is no longer blocked.")
    return act(request, public_id, user_id, actions.unblock_directory_user, done)


@require_http_methods(PAGES)
@partner_page(Capability.CUSTOMER_USERS)
def reset_user_password(request: PartnerRequest, public_id: UUID, user_id: UUID) -> HttpResponse:
    """Says what a reset does and who reads of it, and does it on POST: the person chooses a new password."""
    if request.method != "POST":
        return ask_to_reset(request, public_id, user_id)
    done = gettext_lazy("The password of %(name)s is reset. A new one is chosen at the next sign-in.")
    return act(request, public_id, user_id, actions.reset_password, done)


def ask_to_reset(request: PartnerRequest, public_id: UUID, user_id: UUID) -> HttpResponse:
    """The page before the deed; whoever has no right for it is told so now."""
    customer = find_pair(request, public_id).customer
    answer = may_use(request.membership, customer, Need.RESET_PASSWORDS)
    if isinstance(answer, Refusal):
        return say_refused(request, customer, answer)
    context = {"customer": customer, "person": find_user(customer, user_id)}
    return render(request, "customers/partner/users/reset.html", context)


def act(
    request: PartnerRequest, public_id: UUID, user_id: UUID, deed: Callable[..., DirectoryUser], done: Any
) -> HttpResponse:
    """The deed, and back to the person; where the right has ended, the page that says so."""
    customer = find_pair(request, public_id).customer
    user = find_user(customer, user_id)
    try:
        deed(user=user, by=request.membership)
    except NoRight as refusal:
        return say_refused(request, customer, refusal.refusal)
    except ValidationError as refusal:
        messages.info(request, " ".join(refusal.messages))
    else:
        messages.success(request, done % {"name": user.display_name})
    return redirect("directory_user", public_id=public_id, user_id=user_id)


def say_refused(request: PartnerRequest, customer: Customer, refusal: Refusal) -> HttpResponse:
    """403: what is missing, when rights ended, that nothing was done, and how to ask. Shows nothing of the person."""
    ended = last_ended(request.membership.partner, customer)
    context = {"why": say_why(refusal, customer), "ended": ended, **asking(request, customer, refusal)}
    return render(request, "customers/partner/users/refused.html", context, status=403)

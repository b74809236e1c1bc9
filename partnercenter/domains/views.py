"""The pages of domains, for whichever organisation a guarded view of a room above hands in.

Partners and customers see the same pages, each in its own shell (`base/partner.html`, `base/customer.html`).
"""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from partnercenter.accounts.models import User
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains import actions
from partnercenter.domains.forms import AddDomainForm
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.owners import Organisation
from partnercenter.domains.proof import Outcome, record_name, record_value
from partnercenter.domains.queries import dispute_about, domains_of, open_claims_of
from partnercenter.domains.wording import say_finding, say_settled
from partnercenter.pages.forms import render_form_page


@dataclass(frozen=True)
class Desk:
    """Who sits before the page: the organisation, the shell of its pages, and whether it may change anything now."""

    organisation: Organisation
    shell: str
    time_zone: str
    may_change: bool = True


def list_domains(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Domains and claims of the organisation, and the form that adds one."""
    form = AddDomainForm(request.POST or None)
    if request.method == "POST":
        check_may_change(desk)
        if form.is_valid():
            try:
                row = actions.claim_domain(
                    organisation=desk.organisation, domain=form.cleaned_data["domain"], by=cast(User, request.user)
                )
            except ValidationError as refusal:
                form.add_error("domain", refusal)
            else:
                return redirect(page_of(row), public_id=row.public_id)
    domains, claims = domains_of(desk.organisation), open_claims_of(desk.organisation)
    return render_form_page(request, "domains/domains.html", said(desk, domains=domains, claims=claims), form)


def said(desk: Desk, **more: object) -> dict[str, object]:
    """What every page of domains reads beside its own rows."""
    return {"desk": desk, "shell": desk.shell, "zone": desk.time_zone} | more


def page_of(row: TenantDomain | DomainClaim) -> str:
    return "domain" if isinstance(row, TenantDomain) else "domain_claim"


def check_may_change(desk: Desk) -> None:
    """A suspended partner reads and changes nothing (decisions §6)."""
    if not desk.may_change:
        raise PermissionDenied


def show_domain(request: HttpRequest, desk: Desk, public_id: UUID) -> HttpResponse:
    """One domain: its state, the record that proves it, and what can be done with it."""
    row = get_object_or_404(domains_of(desk.organisation), public_id=public_id)
    if request.method == "POST":
        check_may_change(desk)
        return change_domain(request, desk, row)
    return render(request, "domains/domain.html", said(desk, row=row, dispute=dispute_about(row), **record_of(row)))


def record_of(row: TenantDomain | DomainClaim) -> dict[str, str]:
    """The TXT record to add."""
    return {"record_name": record_name(row.domain), "record_value": record_value(row.challenge)}


def change_domain(request: HttpRequest, desk: Desk, row: TenantDomain) -> HttpResponse:
    """The pressed button, then the page (or the list, where the domain is gone); a refusal is said there."""
    by, pressed = cast(User, request.user), request.POST.get("action")
    try:
        if pressed == "check":
            say_check(request, row, by)
        elif pressed == "make_primary":
            actions.make_primary(domain=row, organisation=desk.organisation, by=by)
        elif pressed == "remove":
            actions.remove_domain(domain=row, organisation=desk.organisation, by=by)
            messages.success(request, _("%(domain)s is removed.") % {"domain": row.domain})
            return redirect("domains")
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return redirect("domain", public_id=row.public_id)


def say_check(request: HttpRequest, row: TenantDomain, by: User) -> None:
    found = actions.check_domain(domain=row, by=by)
    if found.outcome is Outcome.FOUND:
        messages.success(request, _("%(domain)s is confirmed.") % {"domain": row.domain})
    else:
        messages.warning(request, say_finding(found, row))


def show_claim(request: HttpRequest, claims: QuerySet[DomainClaim], public_id: UUID, desk: Desk | None) -> HttpResponse:
    """One claim out of those that the person may see; `desk` is None for somebody without an organisation."""
    claim = get_object_or_404(claims, public_id=public_id)
    if request.method == "POST":
        if desk:
            check_may_change(desk)
        return change_claim(request, claim)
    context = said(desk) if desk else {"shell": "base/acceptance.html", "zone": "UTC"}
    return render(request, "domains/domain_claim.html", context | {"claim": claim, **record_of(claim)})


def change_claim(request: HttpRequest, claim: DomainClaim) -> HttpResponse:
    """The pressed button, then the page of the claim."""
    by, pressed = cast(User, request.user), request.POST.get("action")
    try:
        if pressed == "check":
            say_claim_check(request, claim, by)
        elif pressed == "withdraw":
            actions.withdraw_claim(claim=claim, by=by)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    is_own_now = claim.status == DomainClaim.Status.GRANTED and claim.claimant_kind
    return redirect("domains") if is_own_now else redirect("domain_claim", public_id=claim.public_id)


def say_claim_check(request: HttpRequest, claim: DomainClaim, by: User) -> None:
    found = actions.check_claim(claim=claim, by=by)
    if found.outcome is Outcome.FOUND:
        claim.refresh_from_db()
        messages.success(request, say_settled(claim))
    else:
        messages.warning(request, say_finding(found, claim))

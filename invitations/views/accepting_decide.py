"""The decision: read, accept or decline, and what was decided (decisions §5)."""

from typing import Any, cast
from uuid import UUID

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from customers.directory.models import CustomerMembership
from invitations import parties, statements, terms
from invitations.actions.accept import accept, accepted_before
from invitations.actions.answering import Stopped, TermsChanged
from invitations.actions.consenting import Consent, check_consent, starts_rights
from invitations.actions.decline import decline
from invitations.case import Decision
from invitations.forms.accepting import ConsentForm, DeclineForm
from invitations.gate import inspect, inspect_decline
from invitations.given import given_by
from invitations.models import Acceptance
from invitations.queries.accepting import answers_open_to
from invitations.receipts import evidence, is_intact
from invitations.rules.obstacles import Obstacle
from invitations.views.accepting import see_other
from invitations.views.opened import OpenedRequest, say_request, show_obstacle, with_opened_link
from partnercenter.accounts.models import User
from partnercenter.canonical.facts import spell
from partnercenter.clouds.hosts import acceptance_address
from partnercenter.clouds.models import TenantDomain
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.models import Partner

KEPT = "kept_answer"  # session key: what was ticked before the person was asked to confirm who they are
CHANGED = 409


@require_http_methods(["GET", "HEAD", "POST"])
@with_opened_link
def decide(request: OpenedRequest) -> HttpResponseBase:
    """The deed: everything that is asked, and the two buttons."""
    decision = inspect(request.case)
    if isinstance(decision, Obstacle):
        return show_obstacle(request, decision)
    if request.method != "POST":
        return show_deed(request, decision, ConsentForm(decision=decision, initial=kept_answer(request, decision)))
    if request.POST.get("answer") == "decline":
        return see_other("decline")
    if request.POST.get("answer") == "show":
        return show_end(request, decision, ConsentForm(request.POST, decision=decision))
    return take_answer(request, decision, ConsentForm(request.POST, decision=decision))


def take_answer(request: OpenedRequest, decision: Decision, form: ConsentForm) -> HttpResponseBase:
    """Accept, or show again what is missing, what has changed, or what stands in the way now."""
    form.full_clean()
    consent = form.consent()
    try:
        check_consent(decision, consent)  # what is missing is said before anybody is asked to confirm who they are
        if starts_rights(decision, consent) and not did_recently_reauthenticate(request):
            keep_answer(request, consent)
            return see_other("confirm_identity")
        by = cast(User, request.user)
        accepted = accept(case=request.case, customer=decision.customer, consent=consent, by=by)
    except ValidationError as problems:
        add_problems(form, problems)
        return show_deed(request, decision, form)
    except TermsChanged as changed:
        # A second press may read some facts before and some after the commit of the first one.
        earlier = accepted_before(request.case.invitation, decision.customer, cast(User, request.user))
        return see_other("done", public_id=earlier.public_id) if earlier else show_changed(request, changed.decision)
    except Stopped as stopped:
        return show_obstacle(request, stopped.obstacle)
    request.session.pop(KEPT, None)
    return see_other("done", public_id=accepted.public_id)


def add_problems(form: ConsentForm, problems: ValidationError) -> None:
    """Each at its field; where the field has said already what is wrong with it, that is enough."""
    for name, errors in getattr(problems, "error_dict", {None: [problems]}).items():
        if name not in form.errors:
            form.add_error(name, errors)


def show_end(request: OpenedRequest, decision: Decision, form: ConsentForm) -> HttpResponseBase:
    """The end of the rights for the days that were entered; decides nothing, and keeps what is ticked."""
    if request.POST.get("shown") != terms.shown(decision):
        return show_changed(request, decision)
    return show_deed(request, decision, form.drawn_again())


def show_changed(request: OpenedRequest, decision: Decision) -> HttpResponseBase:
    """409: the text or the terms are not those that were shown; here they are as they stand, nothing ticked."""
    request.session.pop(KEPT, None)
    return show_deed(request, decision, ConsentForm(decision=decision), has_changed=True)


def show_deed(request: OpenedRequest, decision: Decision, form: ConsentForm, has_changed: bool = False) -> HttpResponse:
    context = deed_of(decision) | {"has_changed": has_changed}
    response = render_form_page(request, "invitations/customer/decide.html", context, form)
    if has_changed:
        response.status_code = CHANGED
    return response


def deed_of(decision: Decision) -> dict[str, Any]:
    """What the deed says beside the form."""
    asked = decision.invitation
    return say_request(asked) | {
        "decision": decision,
        "customer": decision.customer,
        "partner_domain": verified_domain(asked.partner),
        "reseller_domain": verified_domain(asked.on_behalf_of) if asked.on_behalf_of else "",
        "what_stays": statements.WHAT_STAYS,
        "full_rights": statements.what_full_rights_are(asked),
        "scope": statements.SCOPE,
        "no_end": statements.NO_END,
        "asks_roles": statements.ASKS_ROLES if decision.starts_relationship else statements.ASKS_ROLES_ALONE,
    }


def verified_domain(partner: Partner) -> str:
    """A confirmed domain of the partner; empty where none is."""
    domains = TenantDomain.objects.filter(cloud=partner.cloud_id, owner_kind="partner", owner_id=partner.public_id)
    confirmed = domains.filter(confirmed_at__isnull=False).order_by("-is_primary", "pk")
    return confirmed.values_list("domain", flat=True).first() or ""


def keep_answer(request: OpenedRequest, consent: Consent) -> None:
    """What was ticked, until the person comes back from the confirmation (K15: "your choices are kept")."""
    request.session[KEPT] = vars(consent) | {"roles": list(consent.roles)}


def kept_answer(request: OpenedRequest, decision: Decision) -> dict[str, object]:
    """The person's own ticks from before the confirmation, for the same text; nothing is ticked otherwise."""
    kept = request.session.get(KEPT)
    if not kept or not did_recently_reauthenticate(request) or kept["shown"] != terms.shown(decision):
        return {}
    return {name: value for name, value in kept.items() if value}


@require_safe
@with_opened_link
def confirm_identity(request: OpenedRequest) -> HttpResponseBase:
    """K15: why, and the way to the confirmation and back; for somebody who may answer."""
    found = inspect(request.case)
    if isinstance(found, Obstacle):
        return show_obstacle(request, found)
    return render(request, "invitations/customer/confirm_identity.html", {"invitation": request.case.invitation})


@require_http_methods(["GET", "HEAD", "POST"])
@with_opened_link
def decline_request(request: OpenedRequest) -> HttpResponseBase:
    """Decline, with a reason if the person likes."""
    obstacle = inspect_decline(request.case)
    if obstacle:
        return show_obstacle(request, obstacle)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason, by = form.cleaned_data["reason"], cast(User, request.user)
            answer = decline(case=request.case, reason=reason, by=by)
        except Stopped as stopped:
            return show_obstacle(request, stopped.obstacle)
        return see_other("done", public_id=answer.public_id)
    context = {"invitation": request.case.invitation}
    return render_form_page(request, "invitations/customer/decline.html", context, form)


@require_safe
def done(request: OpenedRequest, public_id: UUID) -> HttpResponse:
    """What was decided, its receipt, and how to take it back; for who decided and for the organisation (K16)."""
    user, answer = cast(User, request.user), find_answer(request, public_id)
    is_member = CustomerMembership.objects.filter(user=user, customer=answer.customer, left_at=None).exists()
    context = {
        "answer": answer,
        "invitation": answer.invitation,
        "reseller": parties.reseller_of(answer.invitation),
        "provider": parties.provider_of(answer.invitation),
        "holder": answer.grant.partner if answer.grant else parties.reseller_of(answer.invitation),
        "is_accepted": answer.outcome == Acceptance.Outcome.ACCEPTED,
        "given": given_by(answer),
        "is_intact": is_intact(answer),
        "verify_address": acceptance_address(answer.invitation.cloud, "verify_receipt", number=answer.receipt),
        "is_member": is_member,
        "what_stays": statements.WHAT_STAYS,
    }
    return render(request, "invitations/customer/done.html", context)


@require_safe
def done_file(request: OpenedRequest, public_id: UUID) -> HttpResponse:
    """The facts behind the receipt, byte for byte as they are hashed: SHA-256 of the file is its checksum."""
    answer = find_answer(request, public_id)
    headers = {"Content-Disposition": f'attachment; filename="{answer.receipt}.json"'}
    return HttpResponse(spell(evidence(answer)), content_type="application/json", headers=headers)


def find_answer(request: OpenedRequest, public_id: UUID) -> Acceptance:
    """An answer of this cloud that the person gave, or one of an own organisation."""
    open_to = answers_open_to(cast(User, request.user)).filter(invitation__cloud=request.cloud)
    answer: Acceptance = get_object_or_404(open_to, public_id=public_id)
    return answer

"""The list of requests, and page 1 of a new one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.grants import grants_of
from customers.grants.queries.roles import available_codes
from invitations.actions import ask
from invitations.forms.asking import RequestForm
from invitations.forms.steps import step_of, take
from invitations.models import Invitation
from invitations.queries.listing import known_customer, of_customer, read_uuid, standing_with
from invitations.queries.sending import (
    TABS,
    count_tabs,
    ended_request,
    in_tab,
    made_for,
    newest_mails,
    open_to,
    requests_of,
)
from invitations.views.finding import keep_shown
from invitations.wording.tabs import describe_tabs
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.models import IndirectModel
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.models import Partner
from partnercenter.partners.request_rules import why_not_request

FIRST_TAB = "waiting"
NEWEST_FIRST = ("-id",)
# What a request that is made again starts with.
ASKED_AGAIN = (
    *("customer_name", "customer_country", "recipient_email", "recipient_name", "language"),
    *("reference", "is_reusable", "use_limit"),
)


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def requests(request: PartnerRequest) -> HttpResponse:
    """The partner's requests under tabs by status; a reseller also sees those made for it."""
    partner = request.membership.partner
    tab = request.GET.get("status", FIRST_TAB)
    tab = tab if tab in TABS else FIRST_TAB
    is_made_for = "made_for_us" in request.GET
    mine = made_for(partner) if is_made_for else requests_of(partner)
    customer = known_customer(partner, read_uuid(request.GET.get("customer", "")))
    mine = of_customer(mine, customer) if customer else mine
    page = paginate(in_tab(mine, tab), order=NEWEST_FIRST, cursor=request.GET.get("cursor", ""))
    context = {
        "page": page,
        "mails": {} if is_made_for else newest_mails(page.rows),
        "tab": tab,
        "tabs": describe_tabs(count_tabs(mine)),
        "customer": customer,
        "is_made_for": is_made_for,
        "has_made_for": has_made_for(partner),
        "why_not_request": why_not_request(request.membership),
    }
    return render(request, "invitations/partner/requests.html", context)


def has_made_for(partner: Partner) -> bool:
    """Whether providers can make requests for this partner (decisions §4)."""
    return partner.is_reseller and partner.cloud.indirect_model == IndirectModel.PROVIDER_INVITES


@partner_page(Capability.REQUEST_WITHOUT_RIGHTS)
def request_relationship(request: PartnerRequest) -> HttpResponse:
    """Page 1: what is asked, of whom. Its POST makes the request, with its link where the role allows that.

    With a customer and `rights` in the address it asks for rights beside the relationship that stands (decisions §4).
    """
    named = request.GET.get("customer", "") if "rights" in request.GET else ""
    standing = standing_with(request.membership.partner, read_uuid(named))
    initial = known_facts(request)
    form = RequestForm(request.POST or None, membership=request.membership, standing=standing, initial=initial)
    twin, said = None, None
    if request.method == "POST" and (step := step_of(request.POST)):
        form, said = take(step, form)
    elif request.method == "POST" and form.is_valid():
        twin = open_twin(form)
        made = None if twin else make_request(request, form)
        if made:
            return redirect("review", public_id=made.public_id)
    context: dict[str, Any] = {
        "twin": twin,
        "closed": form.closed,
        "rights": Invitation.Rights,
        "standing": standing,
        "said": said,
    }
    context |= {"may_keep_templates": allowed(request.membership.roles, Capability.SETTINGS) is Allowed.YES}
    return render_form_page(request, "invitations/partner/request_relationship.html", context, form)


def known_facts(request: PartnerRequest) -> dict[str, Any]:
    """What page 1 starts with: the language of the page, and whom or what the button that led here names.

    Never the rights: these are chosen anew each time (decisions §4), but where somebody asks for them again.
    """
    partner = request.membership.partner
    customer = known_customer(partner, read_uuid(request.GET.get("customer", "")))
    earlier = ended_request(partner, read_uuid(request.GET.get("again", "")))
    facts: dict[str, Any] = {"language": request.LANGUAGE_CODE[:2]}
    if provider := read_uuid(request.GET.get("provider", "")):
        facts["way"] = f"through:{provider}"
    if earlier:
        facts |= {name: getattr(earlier, name) for name in ASKED_AGAIN}
    elif customer:
        facts |= {
            "customer_name": customer.name,
            "customer_country": customer.country,
            "recipient_email": customer.contact_email,
            "recipient_name": customer.contact_name,
            "language": customer.language,
        }
        facts |= rights_again(partner, customer, request.GET["rights"]) if "rights" in request.GET else {}
    return facts


def rights_again(partner: Partner, customer: Customer, kind: str) -> dict[str, Any]:
    """The kind of rights that is asked for again, with the roles and days of the last granular ones."""
    last = grants_of(partner, customer).filter(kind=DelegatedAdminGrant.Kind.GRANULAR).first()
    facts: dict[str, Any] = {"rights_alone": True}
    if kind in (Invitation.Rights.FULL, Invitation.Rights.GRANULAR):
        facts["rights"] = kind
    if last:
        facts |= {"roles": sorted(available_codes() & set(last.roles)), "days": last.days}
    return facts


def open_twin(form: RequestForm) -> Invitation | None:
    """An open request to the same address, unless a second one was asked for knowingly (K38)."""
    email = form.cleaned_data["recipient_email"]
    if not email or form.cleaned_data["second"]:
        return None
    twin = open_to(form.partner, email_key(email))
    if twin and twin.request_key == form.cleaned_data["request_key"]:
        return None  # the same form, sent twice: it gets its own request again
    return twin


def make_request(request: PartnerRequest, form: RequestForm) -> Invitation | None:
    """The request, ready where the role allows it; None with the refusals on the form."""
    key, by = form.cleaned_data["request_key"], request.membership
    try:
        asked = ask(terms=form.terms(), request_key=key, by=by)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None
    if asked.link:
        keep_shown(request, asked.invitation, asked.link.generation)
    return asked.invitation


def show_refusal(form: RequestForm, refusal: ValidationError) -> None:
    """Each refusal at its field; those whose field this form does not show stand above the form."""
    by_field = getattr(refusal, "error_dict", {None: [refusal]})
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)

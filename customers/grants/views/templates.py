"""*Role templates*: the partner's own selections of roles, to ask with again and again."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.grants import actions
from customers.grants.access import why_not_templates
from customers.grants.forms.own import TemplateForm
from customers.grants.models import RoleTemplate
from customers.grants.queries.roles import roles_of
from customers.grants.views.guards import templates_page
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page

PAGES = ["GET", "HEAD", "POST"]


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def role_templates(request: PartnerRequest) -> HttpResponse:
    """The partner's templates with the roles in them. Two queries."""
    rows = list(RoleTemplate.objects.filter(partner=request.membership.partner))
    names = {role.code: role for role in roles_of({code for row in rows for code in row.roles})}
    context = {
        "rows": [(row, [names[code] for code in row.roles if code in names]) for row in rows],
        "why_not": why_not_templates(request.membership),
    }
    return render(request, "customers/grants/partner_templates.html", context)


def find_template(request: PartnerRequest, public_id: UUID) -> RoleTemplate:
    return get_object_or_404(RoleTemplate, partner=request.membership.partner, public_id=public_id)


@require_http_methods(PAGES)
@templates_page
def create_template(request: PartnerRequest) -> HttpResponse:
    """A name, and roles."""
    return template_page(request, None)


@require_http_methods(PAGES)
@templates_page
def change_template(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Another name, other roles; requests made with it stay as they are."""
    return template_page(request, find_template(request, public_id))


def template_page(request: PartnerRequest, template: RoleTemplate | None) -> HttpResponse:
    """The form of a new template or of one that stands."""
    initial = {"name": template.name, "roles": template.roles} if template else None
    form = TemplateForm(request.POST or None, initial=initial)
    if form.is_valid():
        name, roles = form.cleaned_data["name"], form.cleaned_data["roles"]
        try:
            actions.save_template(name=name, roles=roles, template=template, by=request.membership)
        except ValidationError as refusal:
            form.add_error("name" if refusal.code == "template_name_taken" else None, refusal)
        else:
            messages.success(request, _("The template %(name)s is kept.") % {"name": name})
            return redirect("role_templates")
    return render_form_page(request, "customers/grants/partner_template.html", {"template": template}, form)


@require_POST
@templates_page
def delete_template(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Forget it; requests made with it stay as they are."""
    template = find_template(request, public_id)
    actions.delete_template(template=template, by=request.membership)
    messages.success(request, _("The template %(name)s is deleted.") % {"name": template.name})
    return redirect("role_templates")

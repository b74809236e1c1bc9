"""Agreement texts, editable until they are published, and the evidence that they were accepted."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from customers.agreements.approving import ask_to_publish, publish, withdraw
from customers.agreements.comparing import compare
from customers.agreements.models import AgreementAcceptance, AgreementText, AttestedContact, Publication
from customers.agreements.publishing import effects_of
from customers.agreements.receipts import is_intact
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin, operated
from partnercenter.audit.reasons import WhyForm

PUBLICATION = ("public_id", "sha256", "status", "published_at", "published_by")
MOST = 2**63 - 1  # the largest key that the database knows
AT_ONCE = 20  # texts on one confirmation page: a version in all its languages, for every cloud


@admin.register(AgreementText)
class AgreementTextAdmin(OperatedAdmin):
    list_display = (
        "title",
        "version",
        "language",
        "cloud",
        "market_group",
        "status",
        "waits",
        "is_sample",
        "published_at",
    )
    list_filter = ("cloud", "status", "language", "version", "is_sample")
    list_select_related = ("cloud", "market_group")
    search_fields = ("version", "title", "=sha256")
    autocomplete_fields = ("market_group",)
    fields = ("cloud", "market_group", "version", "language", "title", "body", "is_sample", *PUBLICATION)
    readonly_fields = PUBLICATION
    actions = ("publish_texts", "compare_texts")
    asks_on_page = ("publish_texts",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgreementText]:
        """With `is_asked`: whether a second admin has been asked."""
        waiting = Publication.objects.filter(text=OuterRef("pk"), status=Publication.Status.ASKED)
        return super().get_queryset(request).annotate(is_asked=Exists(waiting))

    @admin.display(description=_("waits for a second admin"), boolean=True)
    def waits(self, text: AgreementText) -> bool:
        return text.is_asked  # type: ignore[attr-defined]

    def has_change_permission(self, request: HttpRequest, obj: AgreementText | None = None) -> bool:
        return is_draft(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: AgreementText | None = None) -> bool:
        """A draft may go; nobody has accepted it."""
        return is_draft(obj) and super().has_delete_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        guard, name = self.admin_site.admin_view, "agreements_agreementtext"
        return [
            path("<int:pk>/preview/", guard(self.preview), name=f"{name}_preview"),
            path("<int:pk>/compare/<int:other>/", guard(self.compare_two), name=f"{name}_compare"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The text as customers read and print it, in its own language; drafts too."""
        text = self.find(request, pk)
        with override(text.language):
            return render(request, "customers/agreements/preview.html", {"text": text, "cloud": text.cloud})

    def compare_two(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Two texts beside each other."""
        return self.show_difference(request, self.find(request, pk), self.find(request, other))

    def find(self, request: HttpRequest, pk: int) -> AgreementText:
        """A text of the operator's clouds. Raises Http404 for others, and for who may not read texts."""
        if not self.has_view_permission(request) or pk > MOST:
            raise Http404
        text: AgreementText = get_object_or_404(
            self.get_queryset(request).select_related("cloud", "market_group"), pk=pk
        )
        return text

    def show_difference(self, request: HttpRequest, old: AgreementText, new: AgreementText) -> TemplateResponse:
        rows = list(compare(old, new))
        context = {"old": old, "new": new, "rows": rows, "has_changes": any(row.changed for row in rows)}
        return self.page(request, "compare", _("Compare two texts"), context)

    @admin.action(description=_("Ask a second admin to publish the selected texts…"), permissions=["operate"])
    def publish_texts(self, request: HttpRequest, queryset: QuerySet[AgreementText]) -> HttpResponse | None:
        """First a page that says what would change and wants the reason, then the question to a second admin."""
        texts = queryset.select_related("cloud", "market_group").order_by("cloud", "language")[:AT_ONCE]
        form = WhyForm(request.POST if request.POST.get("confirmed") else None)
        if form.is_valid():
            self.act_on_each(request, texts, lambda text: self.ask(request, text, form.cleaned_data["why"]))
            return None
        return show_effects(self, request, "publish_texts", texts, form)

    def ask(self, request: HttpRequest, text: AgreementText, reason: str) -> Publication:
        shown, by = request.POST.get(f"shown_{text.pk}", ""), request.user
        return ask_to_publish(text=text, reason=reason, shown=shown, by=by)  # type: ignore[arg-type]

    @admin.action(description=_("Compare two selected texts"), permissions=["view"])
    def compare_texts(self, request: HttpRequest, queryset: QuerySet[AgreementText]) -> HttpResponse | None:
        """The older one on the left."""
        texts = list(queryset.select_related("cloud", "market_group").order_by("published_at", "pk")[:3])
        if len(texts) == 2:
            return self.show_difference(request, *texts)
        self.message_user(request, _("Select two texts to compare."), "WARNING")
        return None

    def page(self, request: HttpRequest, name: str, title: Any, context: dict[str, Any]) -> TemplateResponse:
        return page_of(self, request, name, title, context)


def is_draft(text: AgreementText | None) -> bool:
    """Whether the text can still change; a page without a text (the list) is no obstacle."""
    return text is None or text.status == AgreementText.Status.DRAFT


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """What waits for a second admin, and what became of it."""

    cloud_lookup = "text__cloud__code"
    list_display = ("text", "reason", "status", "asked_at", "asked_by", "expires_at", "decided_at", "decided_by")
    list_filter = ("status", "text__cloud")
    list_select_related = ("text__cloud", "asked_by", "decided_by")
    search_fields = ("text__version", "text__title", "=public_id")
    date_hierarchy = "asked_at"
    actions = ("confirm", "withdraw")
    asks_on_page = ("confirm",)

    @admin.action(description=_("Confirm: publish the selected texts now…"), permissions=["operate"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Publication]) -> HttpResponse | None:
        """First the same page that the first admin read, then the deed."""
        rows = queryset.select_related("text__cloud", "text__market_group")[:AT_ONCE]
        form = WhyForm(request.POST if request.POST.get("confirmed") else None)
        if form.is_valid():
            self.act_on_each(request, rows, lambda row: publish(asked=row, by=request.user))  # type: ignore[arg-type]
            return None
        return show_effects(self, request, "confirm", [row.text for row in rows], form, rows)

    @admin.action(description=_("Withdraw: leave the selected texts drafts"), permissions=["operate"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Publication]) -> None:
        self.act_on_each(request, queryset, lambda row: withdraw(asked=row, by=request.user))  # type: ignore[arg-type]


def show_effects(
    page: OperatedAdmin, request: HttpRequest, action: str, texts: Any, form: WhyForm, rows: Any = None
) -> TemplateResponse:
    """What publishing would do, with the reason to give; `rows` are what was selected, the texts themselves if none."""
    effects = [effects_of(text, beside=texts) for text in texts]
    can_publish = any(not each.refusal for each in effects)
    context = {
        "effects": effects,
        "can_publish": can_publish,
        "form": form,
        "action": action,
        "selected": rows or texts,
    }
    return page_of(page, request, "publish", _("Publish"), context)


def page_of(
    page: OperatedAdmin, request: HttpRequest, name: str, title: Any, context: dict[str, Any]
) -> TemplateResponse:
    """A page of the administration beside those that Django draws."""
    full = {**page.admin_site.each_context(request), "opts": page.opts, "title": title, **context}
    return TemplateResponse(request, f"admin/agreements/agreementtext/{name}.html", full)


@admin.register(AgreementAcceptance)
class AgreementAcceptanceAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("receipt", "customer", "text", "method", "accepted_at", "accepted_by", "partner")
    list_filter = ("method", "text__cloud")
    list_select_related = ("customer", "text", "accepted_by", "partner")
    search_fields = ("customer__name", "customer__primary_domain", "=public_id", "=sha256", "=receipt")
    date_hierarchy = "accepted_at"
    exclude = ("contact_digest",)
    readonly_fields = ("named_contact", "proof")

    @admin.display(description=_("contact"))
    def named_contact(self, acceptance: AgreementAcceptance) -> str:
        """Whom a partner named, as long as the contact has not been erased."""
        contact = acceptance.contact
        return f"{contact}, {contact.email}" if contact else "–"

    @admin.display(description=_("the receipt proves the row"), boolean=True)
    def proof(self, acceptance: AgreementAcceptance) -> bool:
        return is_intact(acceptance)


@admin.register(AttestedContact)
class AttestedContactAdmin(ReadOnlyAdmin):
    """Contacts of all clouds: for operators of all clouds alone."""

    cloud_lookup = ""
    list_display = ("first_name", "last_name", "email", "id")
    search_fields = ("=email", "=id")
    exclude = ("salt",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and not operated(request)

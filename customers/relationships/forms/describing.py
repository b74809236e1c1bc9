"""The form of a partner's own words about a customer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.relationships.models import MOST_TAGS, NOTE_LENGTH, TAG_LENGTH, PartnerCustomer
from customers.relationships.tags import check_tags
from partnercenter.canonical.fields import TextBlockField
from partnercenter.canonical.names import clean_line
from partnercenter.pages.forms import PortalForm
from partnercenter.partners.models import PartnerMembership


class TagsField(TextBlockField):
    """Tags, one in each line; the same one twice counts once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_TAGS * (TAG_LENGTH + 1), **kwargs)

    def clean(self, value: Any) -> Any:
        """The tags as they are stored, in the order typed."""
        lines = super().clean(value).split("\n")
        tags = list(dict.fromkeys(clean_line(line, max_length=self.limit) for line in lines if line.strip()))
        check_tags(tags)
        return tags

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class OwnerField(forms.ModelChoiceField):
    """A colleague by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.user)


class DescriptionForm(PortalForm):
    """Tags, note and owner."""

    tags = TagsField(label=_("Tags"), required=False, help_text=_("One tag in each line, up to 50 characters each."))
    owner = OwnerField(
        label=_("Owner"),
        queryset=PartnerMembership.objects.none(),
        to_field_name="public_id",
        empty_label=_("No owner"),
        required=False,
    )
    note = TextBlockField(label=_("Note"), max_length=NOTE_LENGTH, required=False)

    def __init__(self, *args: Any, pair: PartnerCustomer, **kwargs: Any) -> None:
        owner = pair.owner.public_id if pair.owner else None
        super().__init__(*args, initial={"tags": pair.tags, "note": pair.note, "owner": owner}, **kwargs)
        staff = PartnerMembership.objects.filter(partner=pair.partner_id, left_at=None)
        offered: forms.ModelChoiceField = self.fields["owner"]  # type: ignore[assignment]
        offered.queryset = staff.select_related("user").order_by("user__display_name", "pk")
        for name, rows in (("tags", 5), ("note", 6)):
            self.fields[name].widget.attrs["rows"] = rows

"""The heads of the list's columns: which of them sorts it, and how the next press turns it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.relationships.forms.narrowing import CustomerFilterForm
from customers.relationships.listing import Sort

CAPTIONS = {
    Sort.NAME: _("Customers, sorted by name"),
    Sort.NAME_BACK: _("Customers, sorted by name, from the end"),
    Sort.SINCE: _("Customers, sorted by relationship, the oldest first"),
    Sort.SINCE_BACK: _("Customers, sorted by relationship, the newest first"),
    Sort.END: _("Customers, sorted by the end of rights, the next first"),
    Sort.END_BACK: _("Customers, sorted by the end of rights, the last first"),
}


@dataclass(frozen=True)
class Head:
    """One column's head; `direction` is the value of `aria-sort`, `url` the list sorted by this column."""

    words: str | Promise
    url: str = ""
    direction: str = ""

    @property
    def icon(self) -> str:
        return {"ascending": "sortup", "descending": "sortdown"}.get(self.direction, "sort")


@dataclass(frozen=True)
class Heads:
    """The columns in their order, and what the table is called."""

    columns: list[Head]
    caption: str | Promise


def heads_of(form: CustomerFilterForm) -> Heads:
    """The heads of the list that `form` narrows and sorts."""
    columns = [
        sorting(form, _("Customer"), Sort.NAME, Sort.NAME_BACK),
        sorting(form, _("Relationship"), Sort.SINCE_BACK, Sort.SINCE),
        Head(_("Admin rights")),
        sorting(form, _("Rights end"), Sort.END, Sort.END_BACK),
        Head(_("Owner")),
    ]
    return Heads(columns, CAPTIONS[form.order])


def sorting(form: CustomerFilterForm, words: Promise | str, first: Sort, second: Sort) -> Head:
    """A head that sorts by `first`, and by `second` when it is pressed again."""
    is_on = form.order in (first, second)
    following = second if form.order == first else first
    # A column ascends where its own values do: `since` is a date, so the newest first descends.
    direction = ("descending" if form.order.is_back else "ascending") if is_on else ""
    return Head(words, form.query(sort=following), direction)

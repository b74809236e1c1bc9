"""A partner's rights as a file: one line for each grant, in the words of the page."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _

from customers.grants.models import DelegatedAdminGrant, DirectoryRole
from customers.grants.queries.grants import database_now
from customers.grants.queries.listing import ORDERS, Box, Listed, with_groups
from partnercenter.pages.lives import last_day
from partnercenter.sheets.writing import csv_file

CHUNK = 500
BETWEEN = "; "


def as_csv(rows: QuerySet[DelegatedAdminGrant], box: Box) -> StreamingHttpResponse:
    """All of `rows` in the order of their list."""
    return csv_file("admin-relationships", header(), lines(rows.order_by(*ORDERS[box])))


def header() -> list[str]:
    return [
        *(
            _("Customer"),
            _("Domain"),
            _("Organisation ID"),
            _("Name of the rights"),
            _("Kind"),
            _("Status"),
            _("Roles"),
        ),
        *(_("Since"), _("Rights end on"), _("Time zone"), _("Auto-extend"), _("Groups"), _("Last used")),
    ]


def lines(rows: QuerySet[DelegatedAdminGrant]) -> Iterator[list[object]]:
    now, names = database_now(), {role.code: role.name for role in DirectoryRole.objects.all()}
    for grant in with_groups(rows).iterator(chunk_size=CHUNK):
        yield line(Listed(grant, now), names)


def line(row: Listed, names: dict[str, str]) -> list[object]:
    """Days are the customer's, as its time zone beside them says."""
    grant, customer = row.grant, row.grant.customer
    return [
        *(customer.name, customer.primary_domain, customer.tenant_id, grant.name, grant.get_kind_display()),
        *(grant.get_status_display(), BETWEEN.join(names.get(code, code) for code in grant.roles)),
        *(grant.starts_at.date().isoformat(), last_day(grant.ends_at, zone=row.zone) if grant.ends_at else ""),
        *(row.zone, _("on") if grant.auto_extends else _("off"), BETWEEN.join(row.groups)),
        grant.last_used_at.date().isoformat() if grant.last_used_at else "",
    ]

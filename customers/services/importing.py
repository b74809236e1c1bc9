"""What a file of people is judged against, read from the database; and what its pages read."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet

from customers.directory.models import Customer
from customers.services.licensing import licensed
from customers.services.models import DirectoryUser, License, Subscription, UserImport, UserImportRow
from customers.services.queries import own_domains_of, standing_of
from customers.services.rules.importing import PROBLEMS, Directory, Seats
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.cells import countries, languages
from partnercenter.partners.models import Partner, PartnerMembership


def directory_for(customer: Customer, partner: Partner, rows: Iterable[Mapping[str, str]]) -> Directory:
    """The directory as it is now, as far as these rows name it."""
    keys = {key for row in rows if (key := key_of(row["user_name"]))}
    found = DirectoryUser.objects.filter(customer=customer, user_name_key__in=keys)
    people = dict(found.values_list("user_name_key", "pk"))
    return Directory(
        domains=frozenset(own_domains_of(customer)),
        countries=countries(),
        languages=languages(),
        country=customer.country,
        language=customer.language,
        people=people,
        seats=seats_for(customer, partner),
        held=frozenset(License.objects.filter(user__in=people.values()).values_list("user", "subscription")),
    )


def key_of(user_name: str) -> str:
    """The key of a cell; empty where it is no address."""
    try:
        return email_key(user_name)
    except ValidationError:
        return ""


def seats_for(customer: Customer, partner: Partner) -> dict[int, Seats]:
    """The active subscriptions whose licences the partner may assign."""
    rows = [row.subscription for row in licensed(standing_of(partner, customer)) if not row.closed]
    active = [each for each in rows if each.status == Subscription.Status.ACTIVE]
    return {each.pk: Seats(each.pk, (each.name_en, each.name_ja), each.free_seats) for each in active}


def files_of(by: PartnerMembership, customer: Customer) -> QuerySet[UserImport]:
    """The files that a person has uploaded for a customer, the newest first."""
    return UserImport.objects.filter(uploaded_by=by, customer=customer).order_by("-id")


def outcomes_of(file: UserImport) -> dict[str, int]:
    """How many rows had which result."""
    counted = UserImportRow.objects.filter(file=file).order_by().values_list("outcome").annotate(Count("pk"))
    return dict(counted)


def words_of(row: UserImportRow) -> str:
    """Why a row was not imported; empty for a good one."""
    return str(PROBLEMS[row.problem]) % {"subject": row.subject} if row.problem else ""

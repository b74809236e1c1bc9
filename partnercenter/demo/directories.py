"""The people of the customers' directories, and what a partner has done for some of them by its rights."""

from collections.abc import Iterator
from itertools import islice

from customers.directory.models import Customer
from customers.services.actions.licences import assign_licences
from customers.services.actions.users import block_directory_user, reset_password
from customers.services.models import DirectoryUser, Kind, License, Subscription
from partnercenter.demo.past import ago
from partnercenter.demo.stage import Stage
from partnercenter.demo.stories import KITAKAZE

SERVED = "minato-seiki.example"  # where Kitakaze's helpdesk group has its roles
JAPANESE = (
    *(("a.mori", "森 葵"), ("r.abe", "阿部 蓮"), ("h.fujita", "藤田 陽菜"), ("s.okada", "岡田 翔太")),
    *(("m.kondo", "近藤 美咲"), ("d.ueda", "上田 大輔")),
)
ENGLISH = (
    *(("e.hall", "Emma Hall"), ("l.novak", "Lukas Novak"), ("i.rossi", "Irene Rossi"), ("n.patel", "Nisha Patel")),
    *(("o.berg", "Oskar Berg"), ("j.price", "Jonas Price")),
)

# Where there are many people, they have these names besides, each family name with the given name beside it.
LARGE = {"minato-seiki.example": 18, "windrose.example": 18}
JAPANESE_NAMES = (
    "ito 伊藤, kato 加藤, saito 斎藤, yoshida 吉田, sasaki 佐々木, yamaguchi 山口, matsumoto 松本, inoue 井上, "
    "kimura 木村",
    "y 結衣, k 健太, m 真央, t 拓也, n 七海, s 聡",
)
ENGLISH_NAMES = (
    "ahmed Ahmed, baker Baker, clarke Clarke, dubois Dubois, evans Evans, fischer Fischer, green Green, hughes Hughes, "
    "ivanova Ivanova",
    "a Alice, b Ben, c Chloe, d David, e Elif, f Femi",
)
FULL = "Visio Plan 2"  # every seat of it is somebody's


def add_directories(stage: Stage) -> None:
    """Six people for each customer of the stories, more for two, with licences; where they are already, nothing."""
    for domain, customer in stage.customers.items():
        if not DirectoryUser.objects.filter(customer=customer).exists():
            people = add_people(customer, domain)
            stage.counted.add("directory users", len(people))
            stage.counted.add("licences", give_seats(customer, people))
            if domain == SERVED:
                serve(stage, people)


def add_people(customer: Customer, domain: str) -> list[DirectoryUser]:
    """In the language of the customer; the sixth of them is blocked."""
    is_japanese = customer.language == "ja"
    names = [*(JAPANESE if is_japanese else ENGLISH), *islice(more_names(is_japanese), LARGE.get(domain, 0))]
    people = [
        DirectoryUser.objects.create(
            customer=customer,
            display_name=name,
            user_name=f"{mailbox}@{domain}",
            country=customer.country,
            language=customer.language,
        )
        for mailbox, name in names
    ]
    people[5].blocked_at = ago(9)
    people[5].save(update_fields=["blocked_at"])
    return people


def more_names(is_japanese: bool) -> Iterator[tuple[str, str]]:
    """Mailboxes and names."""
    families, givens = JAPANESE_NAMES if is_japanese else ENGLISH_NAMES
    for given in givens.split(", "):
        for family in families.split(", "):
            (letter, first), (mailbox, last) = given.split(" ", 1), family.split(" ", 1)
            yield f"{letter}.{mailbox}", f"{last} {first}" if is_japanese else f"{first} {last}"


def give_seats(customer: Customer, people: list[DirectoryUser]) -> int:
    """A seat for everybody but two in what has seats for them; of the one that is full, for as many as it has."""
    rows = Subscription.objects.filter(customer=customer, kind=Kind.LICENCE, status=Subscription.Status.ACTIVE)
    given = 0
    for subscription in rows.order_by("-seats", "id"):
        wanted = people[: subscription.seats if subscription.name == FULL else -2]
        having = {"subscription": subscription, "assigned_at": ago(30)}
        given += len(
            License.objects.bulk_create(License(user=person, **having) for person in wanted[: subscription.seats])
        )
    return given


def serve(stage: Stage, people: list[DirectoryUser]) -> None:
    """What the customer reads in its log of use."""
    colleague = stage.staff[KITAKAZE][0]
    reset_password(user=people[0], by=colleague)
    reset_password(user=people[2], by=colleague)
    block_directory_user(user=people[3], by=colleague)
    sold = Subscription.objects.get(customer=people[0].customer, sold_by=colleague.partner, status="active")
    assign_licences(subscription=sold, people=people[-2:], by=colleague)

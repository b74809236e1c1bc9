"""The people of the customers' directories, and what a partner has done for some of them by its rights."""

from customers.directory.models import Customer
from customers.services.actions.users import block_directory_user, reset_password
from customers.services.models import DirectoryUser
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


def add_directories(stage: Stage) -> None:
    """Six people for each customer of the stories; where they are there already, nothing."""
    for domain, customer in stage.customers.items():
        if not DirectoryUser.objects.filter(customer=customer).exists():
            people = add_people(customer, domain)
            stage.counted.add("directory users", len(people))
            if domain == SERVED:
                serve(stage, people)


def add_people(customer: Customer, domain: str) -> list[DirectoryUser]:
    """In the language of the customer; the last of them is blocked."""
    names = JAPANESE if customer.language == "ja" else ENGLISH
    people = [
        DirectoryUser.objects.create(customer=customer, display_name=name, user_name=f"{mailbox}@{domain}")
        for mailbox, name in names
    ]
    people[-1].blocked_at = ago(9)
    people[-1].save(update_fields=["blocked_at"])
    return people


def serve(stage: Stage, people: list[DirectoryUser]) -> None:
    """What the customer reads in its log of use."""
    colleague = stage.staff[KITAKAZE][0]
    reset_password(user=people[0], by=colleague)
    reset_password(user=people[2], by=colleague)
    block_directory_user(user=people[3], by=colleague)

"""Who wants to join whom, and whose domain is whose: something real on every page of domains."""

from customers.directory.actions import request_join
from customers.directory.models import Customer, JoinRequest
from partnercenter.accounts.models import User
from partnercenter.demo.stage import Stage, add_person
from partnercenter.domains.actions import claim_domain, dispute_domain
from partnercenter.domains.models import DomainClaim
from partnercenter.partners.ownership import as_owner

JOINING = (("minato-seiki.example", "s.kato", "加藤 翔太"), ("bluebird.example", "n.ito", "Naomi Ito"))
DISPUTING = (
    ("hamanasu.example", "k.mori", "森 健", "網走市のはまなす観光株式会社は、当社です。登録した方を存じ上げません。"),
)
CLAIMING = (("kitakaze.example", "kitakaze-cloud.example"), ("harbor-pine.example", "harborpine.example"))


def tell_of_domains(stage: Stage) -> None:
    """People before the door of an organisation, a disputed domain, and domains that wait for their record."""
    for domain, mailbox, name in JOINING:
        ask_to_join(stage.customers[domain], person(stage, domain, mailbox, name))
    for domain, mailbox, name, words in DISPUTING:
        dispute(stage.customers[domain], domain, words, by=person(stage, domain, mailbox, name))
    for owner, domain in CLAIMING:
        if not DomainClaim.objects.filter(domain=domain).exists():
            by = stage.staff[owner][0].user
            claim_domain(organisation=as_owner(stage.partners[owner]), domain=domain, by=by)


def person(stage: Stage, domain: str, mailbox: str, name: str) -> User:
    return add_person(f"{mailbox}@{domain}", name, password=stage.password, locale="ja")


def ask_to_join(customer: Customer, by: User) -> None:
    if not JoinRequest.objects.filter(customer=customer, user=by).exists():
        request_join(customer=customer, by=by)


def dispute(customer: Customer, domain: str, words: str, *, by: User) -> None:
    if not DomainClaim.objects.filter(cloud=customer.cloud, domain=domain).exists():
        dispute_domain(cloud=customer.cloud, domain=domain, words=words, is_member=False, by=by)

"""`manage.py make_customers --partner 4001001 --count 100000`: a big list to look at and to measure."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnercenter.demo.mass import make_customers
from partnercenter.partners.models import Partner


class Command(BaseCommand):
    help = "Make many customers of one partner, with relationships and rights. For measuring; never in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--partner", required=True, help="The partner ID (partner_number).")
        parser.add_argument("--count", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=1, help="Another seed, other names and identifiers.")

    def handle(self, *args: Any, **options: Any) -> None:
        partner = Partner.objects.filter(partner_number=options["partner"]).first()
        member = partner.memberships.select_related("user").first() if partner else None
        if partner is None or member is None:
            raise CommandError(f"There is no partner {options['partner']} with a member.")
        for done in make_customers(partner, count=options["count"], by=member.user, seed=options["seed"]):
            self.stdout.write(f"{done:,} of {options['count']:,}", ending="\r")
        self.stdout.write(f"\n{options['count']:,} customers of {partner}.")

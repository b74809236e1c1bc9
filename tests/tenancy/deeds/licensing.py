"""People and licences of a customer's directory, by hand and by file."""

from customers.services.actions.importing import carry_on, check_file, confirm_file
from customers.services.actions.licences import assign_licences, take_licences
from customers.services.actions.users import Newcomer, invite_directory_user
from customers.services.models import Subscription
from customers.services.queries import own_domains_of
from invitations.models import InvitationBatch, InvitationBatchRow
from tests.tenancy.land import Land


def give_licences(land: Land) -> None:
    """A and C each invite somebody at B, assign and take licences, and import one file while another waits."""
    customer = land.customers["B"]
    domain = own_domains_of(customer)[0]
    for name in ("A", "C"):
        by = land.boss[name]
        sold = Subscription.objects.filter(customer=customer, sold_by=by.partner, status="active").first()
        newcomer = Newcomer(f"Newcomer of {name}", f"newcomer.{name}@{domain}".lower(), "JP", "ja")
        people = [invite_directory_user(customer=customer, newcomer=newcomer, by=by)]
        people += list(customer.directory_users.exclude(pk=people[0].pk)[:1])
        assign_licences(subscription=sold, people=people, by=by)
        take_licences(subscription=sold, people=people[1:], by=by)
        for number, is_confirmed in enumerate((True, False)):
            mailbox = f"row{number}.{name}@{domain}".lower()
            cells = {"display_name": f"Row of {name}", "user_name": mailbox, "country": "JP", "language": "en"}
            bad = cells | {"licences": f"Nothing that {name} sells"}
            rows = [(2, cells | {"licences": sold.name}), (3, bad)]
            file = check_file(customer=customer, rows=rows, by=by)
            if is_confirmed:
                carry_on(confirm_file(file=file, by=by))


def ask_by_file(land: Land) -> None:
    """A and C each have a file of requests that waits for its release, a good row in it and a bad one."""
    for name in ("A", "C"):
        by = land.boss[name]
        facts = {"rights": "full", "capacity": "direct", "status": "proposed", "total": 2, "good": 1}
        titles, columns = ["E-mail", "Company"], {"recipient_email": 0, "customer_name": 1}
        batch = InvitationBatch.objects.create(
            partner=by.partner, uploaded_by=by, titles=titles, columns=columns, digest=f"file of {name}", **facts
        )
        good, bad = [f"row.{name}@new.example", f"Row of {name}"], ["nobody", f"Bad row of {name}"]
        InvitationBatchRow.objects.create(batch=batch, line=2, cells=good)
        InvitationBatchRow.objects.create(batch=batch, line=3, cells=bad, problem="bad_address", about="nobody")

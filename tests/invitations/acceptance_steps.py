"""Steps that the tests of the accepting side share."""

import time

from customers.agreements.queries import current_text
from customers.directory.models import Customer
from invitations import terms
from invitations.actions.consenting import Consent
from invitations.case import Case, Decision
from invitations.gate import inspect
from invitations.models import Invitation
from invitations.queries.accepting import links
from partnercenter.accounts.models import User
from tests.conftest import PersonaClient
from tests.factories import AgreementAcceptanceFactory, live_link, token_of


def case_for(invitation: Invitation, user: User, chosen: Customer | None = None) -> Case:
    """The person before the request's newest link, read from the database as a page does."""
    link = links().filter(invitation=invitation).order_by("-generation").first()
    return Case(link=link, user=user, chosen=chosen.public_id if chosen else None)


def decision_for(invitation: Invitation, user: User, chosen: Customer | None = None) -> Decision:
    """The decision that the gate lets through; the test fails on an obstacle."""
    found = inspect(case_for(invitation, user, chosen))
    assert isinstance(found, Decision), found
    return found


def full_consent(decision: Decision) -> Consent:
    """Everything ticked, for what is shown: full rights, or all roles for all days."""
    asked = decision.invitation
    return Consent(
        shown=terms.shown(decision),
        agrees=True,
        allows_full_rights=True,
        roles=tuple(asked.roles),
        days=asked.days,
        auto_extends=asked.auto_extends,
    )


def agree(customer: Customer, by: User) -> None:
    """The customer has accepted the version in force."""
    text = current_text(cloud=customer.cloud, country=customer.country, language="en")
    AgreementAcceptanceFactory(customer=customer, text=text, accepted_by=by)


def open_in(client: PersonaClient, invitation: Invitation) -> None:
    """Open the request's link, as from the mail."""
    answer = client.get(f"/i/{token_of(live_link(invitation))}/")
    assert answer.status_code == 303, answer.status_code


def confirm_identity(client: PersonaClient, at: float | None = None) -> None:
    """As if the person had confirmed who they are just now (or at `at`, seconds since the epoch)."""
    session = client.session
    record = {"method": "password", "at": at or time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(client.user.pk)
    session.save()


def shown_on(client: PersonaClient) -> str:
    """The fingerprint in the decide page's form."""
    page = client.get("/invitation/decide/")
    assert page.status_code == 200, page.status_code
    return page.context["form"].initial["shown"]


def press_accept(client: PersonaClient, **changes: str):
    """Show the deed, tick everything, press *Accept*."""
    ticked = {"shown": shown_on(client), "agrees": "on", "allows_full_rights": "on", "answer": "accept"}
    return client.post("/invitation/decide/", ticked | changes)

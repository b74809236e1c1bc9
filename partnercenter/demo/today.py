"""Requests that the demo makes through the portal's own actions, on the day it is loaded."""

from invitations import actions
from invitations.actions.accept import Consent, accept
from invitations.gate import Case, Decision, inspect
from invitations.models import Invitation
from invitations.queries.accepting import links
from invitations.terms import decision_facts
from partnercenter.accounts.models import User
from partnercenter.canonical.facts import fingerprint
from partnercenter.demo.requests import terms_of
from partnercenter.demo.shapes import Asked, Status
from partnercenter.demo.stage import Stage, key_of


def ask_today(stage: Stage, asked: Asked) -> None:
    """Create, release, send and accept, as far as the story goes; nothing where the request is there already."""
    by, key = stage.staff[asked.partner][asked.asked_by], key_of("request", asked.key)
    if Invitation.objects.filter(partner=by.partner, request_key=key).exists():
        return
    invitation = actions.create(terms=terms_of(stage, asked), request_key=key, by=by)
    invitation = actions.ready(invitation=invitation, by=by)
    if asked.status != Status.READY:
        actions.send(invitation=invitation, by=by)
    if asked.status == Status.ACCEPTED:
        accept_today(invitation, by=stage.admins[asked.customer])
    stage.counted.add("requests")


def accept_today(invitation: Invitation, *, by: User) -> None:
    """Accept as the addressee, every box ticked."""
    case = Case(link=links().get(invitation=invitation, replaced_at=None), user=by, language=invitation.language)
    decision = inspect(case)
    assert isinstance(decision, Decision)  # noqa: S101 - the demo's addressees may accept
    consent = Consent(shown=fingerprint(decision_facts(decision)), agrees=True, allows_full_rights=True)
    accept(case=case, customer=decision.customer, consent=consent, by=by)

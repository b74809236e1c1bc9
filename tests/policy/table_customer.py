"""The policy table of a customer's own pages, on acceptance hosts. A new route needs a line here."""

from typing import Any
from uuid import uuid4

from tests.policy.line import Line, form, page, press
from tests.policy.table_partner import REASON, ROLE

REST = "everything else"


def ordered(own: Any) -> dict[str, str]:
    return {"order_key": str(uuid4()), "offer": str(own.id_of("offer")), "seats": "5"}


TABLE: tuple[Line, ...] = (
    page("organisation", "see who has access"),
    form("join_request", REST, "join request", {"answer": "accept", "role": "user"}),
    form("domains", REST, good={"domain": "fine.example"}),
    form("domain", REST, "domain", {"action": "remove"}),
    page("team", "see who has access"),
    form("invite_colleague", REST, good={"email": "new@x.example", "roles": "user", "language": "en"}),
    form("team_member", REST, "member", {"roles": "user"}),
    form("remove_member", REST, "member", {}),
    press("withdraw_team_invitation", REST, "team invitation"),
    page("activity", "see"),
    page("export_activity", "see"),
    page("partners", "see who has access"),
    page("partners_by_service", "see"),
    page("access_overview", "see who has access"),
    page("partner_rights", "see who has access", "partner"),
    page("partner_grant", "see who has access", "held"),
    form("end_partner_rights", REST, "held", REASON),
    form("take_back_roles", REST, "granular", {"roles": ROLE, "reason": ""}),
    form("replace_rights", REST, "held", {"roles": ROLE, "days": "90", "reason": ""}),
    form("hand_over_rights", REST, "held", lambda own: {"to": str(own.id_of("heir")), "reason": ""}),
    form("switch_extension", REST, "granular", {"turn": "on"}),
    form("ask_to_end", REST, "relationship", REASON),
    press("withdraw_asked_end", REST, "asked end"),
    page("agreements", "see"),
    form("accept_agreement", "sign agreements", good=lambda own: {"agrees": "on", "shown": own.id_of("fingerprint")}),
    page("agreement_text", "see", "text"),
    page("agreement_receipt", "see", "receipt"),
    page("agreement_receipt_file", "see", "receipt"),
    page("rights_used", "see"),
    page("subscriptions", "see"),
    form("order_subscription", "order directly", good=ordered),
    form("change_seats", "order directly", "bought", {"seats": "7"}),
    form("cancel_subscription", "order directly", "bought", {}),
    form("keep_subscription", "order directly", "ending", {}),
    page("directory", "see"),
    page("support_contacts", "see service requests"),
    page("service_requests", "see service requests"),
    form("reopen_service_request", "answer service requests", "closed service request", {"text": "It is back."}),
    page("attachment", "see service requests", "attachment"),
    Line(
        "service_request",
        reads="see service requests",
        writes="answer service requests",
        about="service request",
        good={"text": "Still late."},
    ),
)

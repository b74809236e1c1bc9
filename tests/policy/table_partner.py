"""The policy table of the main host's pages of partners. A new route needs a line here."""

from datetime import date
from typing import Any
from uuid import uuid4

from tests.policy.line import FORBIDDEN, UNPROCESSABLE, Line, form, page, press

WORDS = {"subject": "Our request", "body": "Hello\n{link}", "then": "save"}
TEMPLATE = {"name": "Our own", "subject": "Our request", "body": "Hello\n{link}"}
REASON = {"reason": "As agreed"}
ROLE = "global_reader"


def key() -> str:
    return str(uuid4())


def ask(rights: str) -> Any:
    return lambda company: {"request_key": key(), "rights": rights, "language": "en", "life_days": "30"}


def name(thing: str) -> Any:
    """The answer that names one of the company's own things."""
    return lambda company: {"group": str(company.id_of(thing)), "roles": ROLE}


def newcomer(company: Any) -> dict[str, str]:
    address = f"a.mori@{company.customer.primary_domain}"
    return {"display_name": "Aoi Mori", "user_name": address, "country": "JP", "language": "en"}


def itself(company: Any) -> dict[str, str]:
    return {"contact": str(company.partner.public_id)}


def attested(company: Any) -> dict[str, str]:
    named = {"first_name": "Haruka", "last_name": "Nishi", "email": "h.nishi@contacts.example", "phone": ""}
    return named | {"accepted_on": date.today().isoformat()}


def ordered(company: Any) -> dict[str, str]:
    return {"order_key": key(), "offer": str(company.id_of("offer")), "seats": "5"}


def raised(company: Any) -> dict[str, str]:
    return {"request_key": key(), "severity": "B", "subject": "Mail is late", "text": "Since nine."}


def hooked(company: Any) -> dict[str, str]:
    return {"url": "http://127.0.0.1:9/hooks", "types": "rights.ended"}


REQUESTS = (
    page("requests", "see"),
    form("request_relationship", "request without rights", good=ask("none")),
    Line(
        "request_relationship",
        writes="draft with rights",
        good=ask("full"),
        refused=(FORBIDDEN, UNPROCESSABLE),
        case="with rights",
    ),
    page("request_batches", "see"),
    form("new_batch", "request without rights"),
    page("batch_template", "request without rights"),
    page("batch", "see", "file of requests"),
    form(
        "batch_columns",
        "request without rights",
        "unsent file of requests",
        {"recipient_email": "0", "customer_name": "1"},
    ),
    form("batch_terms", "request without rights", "unsent file of requests", ask("none")),
    page("preview_batch", "request without rights", "file of requests"),
    page("preview_batch_html", "request without rights", "file of requests"),
    press("confirm_batch", "request without rights", "unsent file of requests"),
    press("stop_batch", "control", "file of requests"),
    press("discard_batch", "request without rights", "unsent file of requests"),
    page("batch_result", "request without rights", "result of requests"),
    page("request", "see", "request"),
    form("review", "control", "request", WORDS),
    page("preview_request", "control", "request"),
    page("preview_request_html", "control", "request"),
    press("show_link", "control", "request"),
    press("resend", "control", "request"),
    press("renew", "control", "expired request"),
    press("switch_reminders", "control", "request", {"reminders": "off"}),
    form("new_link", "control", "request", {}),
    form("correct_recipient", "control", "request", {"recipient_email": "other@x.example", "recipient_name": ""}),
    form("cancel", "control", "request", {}),
    press("release", "request with rights", "draft"),
    form("request_agreement", "attest", "request"),
)
CUSTOMERS = (
    page("customers", "see"),
    page("export_customers", "log and exports"),
    page("export_progress", "log and exports"),
    page("customer", "see", "customer"),
    form("describe_customer", "describe customers", "customer", {"tags": "Our best", "note": "", "owner": ""}),
    page("customer_activity", "log and exports", "customer"),
    page("export_customer_activity", "log and exports", "customer"),
    Line("customer_agreement", reads="see", writes="attest", about="customer", good=attested),
    form("end_relationship", "end relationship", "relationship", REASON),
    form("asked_end", "end relationship", "asked end", {"answer": "We would rather go on."}),
)
RIGHTS = (
    page("customer_grants", "see", "customer"),
    form("give_up_rights", "change rights", "held", REASON),
    page("grants", "see"),
    page("export_grants", "log and exports"),
    page("expiring_grants", "see"),
    page("export_expiring", "log and exports"),
    form("switch_off_auto_extend", "change rights"),
    page("security_groups", "see"),
    form("create_group", "change groups", good={"name": "Desk"}),
    form("change_group", "change groups", "group", {"name": "Desk"}),
    form("delete_group", "change groups", "group", {}),
    page("role_templates", "see"),
    form("create_template", "settings", good={"name": "Desk", "roles": ROLE}),
    form("change_template", "settings", "template", {"name": "Desk", "roles": ROLE}),
    press("delete_template", "settings", "template"),
    page("grant", "see", "grant"),
    form("leave_out_roles", "change rights", "grant", {"roles": ROLE, "reason": ""}),
    form("assign_group", "change rights", "grant", name("free group")),
    form("change_assignment", "change rights", "assignment", {"roles": ROLE}),
    press("remove_assignment", "change rights", "assignment"),
)
SERVICES = (
    page("customer_subscriptions", "see", "customer"),
    form("order_subscription", "order", "customer", ordered),
    form("change_seats", "order", "subscription", {"seats": "7"}),
    form("suspend_subscription", "order", "subscription", {}),
    form("resume_subscription", "order", "suspended subscription", {}),
    form("cancel_subscription", "order", "subscription", {}),
    form("keep_subscription", "order", "ending subscription", {}),
    form("designate_support_contact", "support", "indirect subscription", itself),
    page("service_health", "see"),
    Line("administer_service", reads="see", writes="administer services", about="service", good={}),
    page("customer_users", "see", "customer"),
    form("invite_user", "manage users", "customer", newcomer),
    page("directory_user", "read, block, reset users", "person"),
    press("block_user", "read, block, reset users", "person"),
    press("unblock_user", "read, block, reset users", "blocked person"),
    form("reset_user_password", "read, block, reset users", "person", {}),
    page("subscription_licences", "read, block, reset users", "licensable"),
    form("assign_licences", "manage users", "licensable", lambda own: {"people": own.id_of("person")}),
    press("take_licences", "manage users", "licensed", lambda own: {"people": own.id_of("licence")}),
    press("assign_licence", "manage users", "unlicensed"),
    press("take_licence", "manage users", "licence of a person"),
    form("import_users", "manage users", "customer"),
    page("import_template", "read, block, reset users", "template of a file"),
    page("user_import", "manage users", "file of people"),
    press("confirm_import", "manage users", "file of people"),
    press("discard_import", "read, block, reset users", "file of people"),
    page("import_result", "read, block, reset users", "result of a file"),
    page("customer_service_requests", "see", "customer"),
    form("raise_service_request", "support", "customer", raised),
    page("service_requests", "see"),
    Line("service_request", reads="see", writes="support", about="service request", good={"text": "Still late."}),
    press("forward_service_request", "support", "received service request", company="provider"),
    press("close_service_request", "support", "service request"),
    form("reopen_service_request", "support", "closed service request", {"text": "It is back."}),
    page("attachment", "see", "attachment"),
)
OWN_COMPANY = (
    page("activity", "log and exports"),
    page("export_activity", "log and exports"),
    page("team", "settings"),
    form("invite_colleague", "settings", good={"email": "new@x.example", "roles": "viewer", "language": "en"}),
    form("team_member", "settings", "member", {"roles": "viewer"}),
    form("remove_member", "settings", "member", {"successor": "nobody"}),
    press("withdraw_team_invitation", "settings", "team invitation"),
    form("mail_wording", "settings", good={"mail_name": "", "reply_to": "", "reminds": ""}),
    form("create_mail_template", "settings", "kind of e-mail", TEMPLATE),
    form("change_mail_template", "settings", "e-mail template", TEMPLATE),
    press("delete_mail_template", "settings", "e-mail template"),
    page("preview_mail", "settings", "kind of e-mail"),
    page("preview_mail_html", "settings", "kind of e-mail"),
    form("support_details", "settings", good={"support_phone": "+81 6 1234 5678"}),
    page("webhooks", "settings"),
    form("add_webhook", "settings", good=hooked),
    page("webhook", "settings", "webhook"),
    form("change_webhook", "settings", "webhook", hooked),
    press("press_webhook", "settings", "webhook", {"action": "off"}),
    form("rotate_webhook", "settings", "webhook", {}),
    form("remove_webhook", "settings", "webhook", {}),
    page("webhook_delivery", "settings", "delivery of a webhook"),
    press("redeliver_webhook", "settings", "delivery of a webhook"),
    form("domains", "settings", good={"domain": "fine.example"}),
    form("domain", "settings", "domain", {"action": "remove"}),
    form("domain_claim", "settings", "domain claim", {"action": "withdraw"}),
)
PARTNERSHIPS = (
    page("resellers", "see", company="provider"),
    page("providers", "see", company="reseller"),
    form("request_partnership", "request partnership", good=ask("none"), company="provider"),
    page("partnership_requests", "see", company="provider"),
    page("partnership_request", "see", "partnership request", company="provider"),
    form("review_partnership", "control", "partnership request", WORDS, company="provider"),
    press("show_partnership_link", "control", "partnership request", company="provider"),
    press("resend_partnership", "control", "partnership request", company="provider"),
    press("renew_partnership", "control", "expired partnership request", company="provider"),
    press("switch_partnership_reminders", "control", "partnership request", {}, company="provider"),
    form("new_partnership_link", "control", "partnership request", {}, company="provider"),
    form(
        "correct_partnership_recipient",
        "control",
        "partnership request",
        {"recipient_email": "other@x.example", "recipient_name": ""},
        company="provider",
    ),
    form("cancel_partnership_request", "control", "partnership request", {}, company="provider"),
    page("partnership", "see", "partnership", company="provider"),
    page("partnership", "see", "partnership", company="reseller", case="of the reseller"),
    form("end_partnership", "end partnership", "partnership", REASON, company="provider"),
    form("end_partnership", "accept partnership", "partnership", REASON, company="reseller", case="of the reseller"),
)
TABLE: tuple[Line, ...] = (*REQUESTS, *CUSTOMERS, *RIGHTS, *SERVICES, *OWN_COMPANY, *PARTNERSHIPS)

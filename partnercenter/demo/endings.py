"""Relationships whose end a customer asks for: one that waits for its partner, one that the partner has answered."""

from customers.directory.models import CustomerMembership
from customers.relationships.actions import answer_asked_end, ask_to_end
from customers.relationships.models import AskedEnd, ResellerRelationship
from partnercenter.demo.stage import Stage
from partnercenter.demo.stories import HARBOR, KITAKAZE

WAITS, ANSWERED = (KITAKAZE, "sakura-hospital.example"), (HARBOR, "minato-seiki.example")
REASON_WAITS = "情報システムの運用をグループの本部に集約するため、契約を終了したいと考えています。"
REASON_ANSWERED = "取引先を一社にまとめる方針になりました。"
ANSWER = "年度末までの契約が残っています。4月以降の終了をご提案します。"


def add_asked_ends(stage: Stage) -> None:
    """Both wishes by the portal's own actions, unless they were asked before."""
    ask(stage, *WAITS, reason=REASON_WAITS)
    if asked := ask(stage, *ANSWERED, reason=REASON_ANSWERED):
        answer_asked_end(asked=asked, answer=ANSWER, by=stage.staff[HARBOR][0])


def ask(stage: Stage, partner: str, customer: str, *, reason: str) -> AskedEnd | None:
    """The wish; None where it is there already."""
    asked, asking = stage.partners[partner], stage.customers[customer]
    relationship = ResellerRelationship.objects.filter(partner=asked, customer=asking, status="active").first()
    if relationship is None or relationship.asked_ends.exists():
        return None
    by = CustomerMembership.objects.get(customer=asking, user=stage.admins[customer], left_at=None)
    return ask_to_end(relationship=relationship, reason=reason, by=by)

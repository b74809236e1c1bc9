"""What is wrong with the clouds' services in the demo: now, planned, and lately."""

from dataclasses import dataclass

from customers.services.models import HealthNotice, HealthUpdate
from partnercenter.demo.past import ago
from partnercenter.demo.stage import Stage

State = HealthNotice.State


@dataclass(frozen=True, kw_only=True)
class Ailment:
    """A notice: title and text as (English, Japanese); `updates` are what became known later, the oldest first."""

    cloud: str
    service: str
    state: str
    title: tuple[str, str]
    text: tuple[str, str]
    days_ago: float
    ended_days_ago: float | None = None
    updates: tuple[tuple[str, str], ...] = ()


AILMENTS = (
    Ailment(
        cloud="public",
        service="Microsoft 365",
        state=State.DEGRADATION,
        title=("Mail from outside arrives late", "外部からのメールの受信が遅れています"),
        text=(
            "In the east of Japan some mail from outside takes up to an hour. Nothing is lost.",
            "東日本の一部で、外部からのメールの受信に最大1時間かかっています。メールは失われません。",
        ),
        days_ago=0.2,
        updates=(
            (
                "The cause is found: one of the relays is slow. It is being replaced.",
                "原因は中継サーバー1台の遅延です。交換を進めています。",
            ),
        ),
    ),
    Ailment(
        cloud="public",
        service="Azure",
        state=State.INFORMATION,
        title=("Reports of use come a day later", "使用量レポートの反映が1日遅れます"),
        text=(
            "Until the end of the month reports of use are a day behind. What is used is measured as ever.",
            "月末まで、使用量レポートの反映が1日遅れます。計測そのものには影響ありません。",
        ),
        days_ago=3,
    ),
    Ailment(
        cloud="public",
        service="Office 365",
        state=State.RESTORED,
        title=("Sign-in failed for some users", "一部のユーザーがサインインできませんでした"),
        text=(
            "After a change of certificates some users could not sign in.",
            "証明書の更新後、一部のユーザーがサインインできない状態でした。",
        ),
        days_ago=9,
        ended_days_ago=8,
        updates=(("The certificates are in place again.", "証明書を再配置し、復旧しました。"),),
    ),
    Ailment(
        cloud="china",
        service="Office 365",
        state=State.INTERRUPTION,
        title=("Shared documents do not open", "共有ドキュメントを開けません"),
        text=(
            "Documents that are shared do not open in the browser.",
            "共有ドキュメントがブラウザーで開けない状態です。",
        ),
        days_ago=0.1,
    ),
)


def add_ailments(stage: Stage) -> None:
    """The notices that are not there yet, with their updates."""
    for each in AILMENTS:
        add_ailment(stage, each)


def add_ailment(stage: Stage, each: Ailment) -> None:
    """One notice, unless the cloud has one of this title."""
    cloud = stage.clouds.get(each.cloud)
    if cloud is None or HealthNotice.objects.filter(cloud=cloud, title_en=each.title[0]).exists():
        return
    notice = HealthNotice.objects.create(
        cloud=cloud,
        service=each.service,
        state=each.state,
        title_en=each.title[0],
        title_ja=each.title[1],
        text_en=each.text[0],
        text_ja=each.text[1],
        starts_at=ago(each.days_ago),
        ends_at=ago(each.ended_days_ago) if each.ended_days_ago is not None else None,
    )
    for english, japanese in each.updates:
        at = ago(each.ended_days_ago or each.days_ago / 2)
        HealthUpdate.objects.create(notice=notice, text_en=english, text_ja=japanese, written_at=at)
    stage.counted.add("service health notices")

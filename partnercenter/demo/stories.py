"""What has happened between the demo's partners and customers: relationships, requests in every status, purchases."""

from typing import Any

from partnercenter.demo.shapes import Asked, Bought, Raised, Related, Rights, Said, Status

KITAKAZE, HARBOR, AKATSUKI = "kitakaze.example", "harbor-pine.example", "akatsuki-dist.example"
MIDORINO, NORDLICHT, KUROBE = "midorino.example", "nordlicht-it.example", "kurobe-sol.example"
CHANGHE, MINGQUAN, JINGHU = "changhe-cloud.example", "mingquan.example", "jinghu.example"
LINGNAN, POTOMAC, SPREEUFER = "lingnan-digital.example", "potomac-ridge.example", "spreeufer.example"
RHEINBLICK, ELBTAL, MOSELWEG = "rheinblick.example", "elbtal.example", "moselweg.example"
FULL, NONE, GRANULAR = Rights.FULL, Rights.NONE, Rights.GRANULAR
DRAFT, READY, SENT, ACCEPTED, DECLINED, CANCELLED, EXPIRED, REPLACED = Status


def asked(partner: str, key: str, status: str, rights: str, days_ago: int, customer: str = "", **more: Any) -> Asked:
    """A line of the tables of requests."""
    whom = f"{customer}.example" if customer else ""
    return Asked(partner=partner, key=key, status=status, rights=rights, days_ago=days_ago, customer=whom, **more)


def bought(customer: str, name: str, seats: int, sold_by: str = "", reseller: str = "", **more: Any) -> Bought:
    """A line of the table of purchases."""
    return Bought(customer=f"{customer}.example", name=name, seats=seats, sold_by=sold_by, reseller=reseller, **more)


RELATED = (
    Related(
        partner=KITAKAZE,
        customer="minato-seiki.example",
        days_ago=210,
        rights=FULL,
        tags=("製造", "重点"),
        note="更新の相談は毎年2月。窓口は高橋様。",
    ),
    Related(partner=KITAKAZE, customer="sakura-hospital.example", days_ago=152, tags=("医療",)),
    Related(partner=KITAKAZE, customer="shirasagi.example", days_ago=301, rights=FULL, rights_ended_days_ago=20),
    Related(partner=KITAKAZE, customer="tsubaki-foods.example", days_ago=340, rights=GRANULAR, granular_days=358),
    Related(partner=KITAKAZE, customer="komorebi.example", days_ago=95, rights=GRANULAR, granular_days=365),
    Related(partner=KITAKAZE, customer="yukimura.example", days_ago=280, rights=FULL, ended_days_ago=41),
    Related(partner=KITAKAZE, customer="lindgren-marine.example", days_ago=64, rights=FULL),
    Related(partner=KITAKAZE, customer="bluebird.example", days_ago=33),
    Related(partner=HARBOR, customer="minato-seiki.example", days_ago=120),
    Related(partner=HARBOR, customer="orchard-street.example", days_ago=88, rights=FULL, provider=AKATSUKI),
    Related(partner=MIDORINO, customer="kanade.example", days_ago=176, rights=FULL, provider=AKATSUKI),
    Related(partner=NORDLICHT, customer="windrose.example", days_ago=110, rights=FULL),
    Related(partner=KUROBE, customer="bluebird.example", days_ago=260, rights=FULL),
    Related(partner=CHANGHE, customer="qingzhu.example", days_ago=75, rights=FULL),
    Related(partner=MINGQUAN, customer="hailan.example", days_ago=58, rights=FULL, on_behalf_of=JINGHU),
    Related(partner=CHANGHE, customer="hailan.example", days_ago=31, rights=FULL),
    Related(partner=POTOMAC, customer="juniper-county.example", days_ago=130, rights=FULL),
    Related(
        partner=RHEINBLICK,
        customer="bergmann.example",
        days_ago=190,
        rights=FULL,
        rights_ended_days_ago=60,
        renegotiated_days_ago=12,
    ),
    Related(partner=MOSELWEG, customer="sonnenhalde.example", days_ago=47, rights=FULL, provider=ELBTAL),
)

# Done through the portal's own actions when the demo is loaded: asked, sent, and, where it says so, accepted.
TODAY = (
    asked(KITAKAZE, "today-maple", SENT, FULL, 0, "maple-lane"),
    asked(KITAKAZE, "today-open", READY, NONE, 0, reference="展示会 2026"),
    asked(HARBOR, "today-hoshikawa", ACCEPTED, NONE, 0, "hoshikawa"),
    asked(CHANGHE, "today-jinli", SENT, FULL, 0, "jinli"),
    asked(POTOMAC, "today-lakeshore", SENT, FULL, 0, "lakeshore-transit"),
    asked(RHEINBLICK, "today-auental", SENT, FULL, 0, "auental"),
)

ASKED = (
    # Kitakaze: every status once at least.
    asked(KITAKAZE, "asagiri", SENT, FULL, 4, "asagiri", is_read=True),
    asked(KITAKAZE, "hamanasu", SENT, NONE, 9, "hamanasu"),
    asked(KITAKAZE, "bounced", SENT, NONE, 2, "kanade", mailbox="h.uneo", bounced=True),
    asked(KITAKAZE, "draft", DRAFT, NONE, 1, "orchard-street"),
    asked(KITAKAZE, "to-release", DRAFT, FULL, 3, "kanade", asked_by=1, reference="KZ-0311"),
    asked(KITAKAZE, "sales-own", READY, NONE, 6, asked_by=1, reference="KZ-0307"),
    asked(
        KITAKAZE,
        "reusable",
        READY,
        NONE,
        12,
        is_reusable=True,
        life_days=60,
        reference="セミナー",
        refused_by="asagiri",
    ),
    asked(KITAKAZE, "declined", DECLINED, FULL, 48, "hoshikawa", reason="管理者権限を渡すことは当面考えていません。"),
    asked(
        KITAKAZE,
        "declined-none",
        DECLINED,
        NONE,
        90,
        "orchard-street",
        reason="We work with another partner at present.",
    ),
    asked(KITAKAZE, "cancelled", CANCELLED, FULL, 26, "hoshikawa"),
    asked(KITAKAZE, "expired", EXPIRED, NONE, 70, "asagiri"),
    asked(KITAKAZE, "expired-open", EXPIRED, NONE, 45, life_days=14, asked_by=1),
    asked(KITAKAZE, "replaced", REPLACED, NONE, 7, "asagiri"),
    # The others in the public cloud.
    asked(HARBOR, "harbor-sent", SENT, NONE, 5, "asagiri", provider=AKATSUKI),
    asked(HARBOR, "harbor-draft", DRAFT, FULL, 1, "hoshikawa", asked_by=1),
    asked(MIDORINO, "midorino-ready", READY, FULL, 8, provider=AKATSUKI),
    asked(MIDORINO, "midorino-expired", EXPIRED, NONE, 60, "maple-lane", provider=AKATSUKI),
    asked(AKATSUKI, "akatsuki-sent", SENT, NONE, 3, "hoshikawa"),
    asked(NORDLICHT, "nordlicht-sent", SENT, FULL, 2, "fjordlys"),
    asked(NORDLICHT, "nordlicht-declined", DECLINED, NONE, 37, "fjordlys"),
    asked(KUROBE, "kurobe-sent", SENT, FULL, 11, "asagiri"),
    # China: always with rights; the provider asks for its reseller.
    asked(MINGQUAN, "mingquan-ready", READY, FULL, 5, on_behalf_of=JINGHU),
    asked(MINGQUAN, "mingquan-lingnan", SENT, FULL, 4, "jinli", on_behalf_of=LINGNAN),
    asked(CHANGHE, "changhe-declined", DECLINED, FULL, 33, "baita"),
    asked(CHANGHE, "changhe-expired", EXPIRED, FULL, 50, "baita"),
    asked(LINGNAN, "lingnan-draft", DRAFT, FULL, 2, "baita"),
    # US Government: direct only.
    asked(POTOMAC, "potomac-read", SENT, FULL, 6, "harrow-springs", is_read=True),
    asked(POTOMAC, "potomac-draft", DRAFT, FULL, 1, asked_by=1, reference="RFQ 26-114"),
    asked(POTOMAC, "potomac-cancelled", CANCELLED, FULL, 21, "lakeshore-transit"),
    # Germany: full rights, direct and indirect.
    asked(MOSELWEG, "moselweg-sent", SENT, FULL, 3, "alpenrose", provider=ELBTAL),
    asked(SPREEUFER, "spreeufer-ready", READY, FULL, 7),
    asked(RHEINBLICK, "rheinblick-cancelled", CANCELLED, FULL, 30, "alpenrose"),
    asked(RHEINBLICK, "rheinblick-expired", EXPIRED, FULL, 64, "sonnenhalde"),
)

BOUGHT = (
    bought("minato-seiki", "Microsoft 365 Business Standard", 40, KITAKAZE, days_ago=200),
    bought("minato-seiki", "Azure plan", 1, HARBOR, service="Azure", kind="azure", days_ago=100),
    bought("minato-seiki", "Office 365 E3", 15, channel="enterprise", service="Office 365", days_ago=900),
    bought("minato-seiki", "Visio Plan 2", 3, channel="direct", service="Visio", days_ago=400),
    bought("sakura-hospital", "Office 365 E1", 220, KITAKAZE, service="Office 365", days_ago=140),
    bought("shirasagi", "Microsoft 365 Business Basic", 85, KITAKAZE, days_ago=290),
    bought(
        "lindgren-marine", "Azure reservation, 1 year", 2, KITAKAZE, service="Azure", kind="reservation", days_ago=60
    ),
    bought("yukimura", "Microsoft 365 Business Basic", 12, KITAKAZE, status="cancelled", days_ago=270),
    bought("shirasagi", "Visio Plan 2", 5, KITAKAZE, service="Visio", days_ago=230, is_ending=True),
    bought("tsubaki-foods", "Microsoft 365 Business Premium", 12, KITAKAZE, days_ago=2),
    bought("orchard-street", "Microsoft 365 Business Standard", 18, AKATSUKI, HARBOR, supported_by=HARBOR, days_ago=80),
    bought("kanade", "Microsoft 365 Business Basic", 6, AKATSUKI, MIDORINO, days_ago=170),
    bought("asagiri", "Microsoft 365 Apps for business", 30, channel="direct", days_ago=500),
    bought("windrose", "Microsoft 365 Business Premium", 64, NORDLICHT, days_ago=100),
    bought("qingzhu", "Office 365 E3", 120, CHANGHE, service="Office 365", days_ago=70),
    bought("hailan", "Office 365 E1", 35, MINGQUAN, JINGHU, service="Office 365", days_ago=50),
    bought("juniper-county", "Office 365 G3", 310, POTOMAC, service="Office 365", days_ago=120),
    bought("bergmann", "Office 365 E3", 75, RHEINBLICK, status="suspended", service="Office 365", days_ago=180),
    bought("sonnenhalde", "Office 365 E1", 140, ELBTAL, MOSELWEG, service="Office 365", days_ago=40),
)

TRACE = "09:12 250 queued\n10:07 250 delivered\n10:41 250 queued\n11:38 250 delivered\n"
RAISED = (
    Raised(
        partner=KITAKAZE,
        customer="minato-seiki.example",
        severity="B",
        subject="メールの受信が遅れています",
        days_ago=2,
        thread=(
            Said("partner", "今朝から受信に1時間ほどかかっています。社内の回線に問題はありません。", file=TRACE),
            Said("operator", "東日本の一部で配送が遅れています。復旧の見込みは本日15時です。"),
            Said("customer", "15時まで待ちます。ほかの拠点でも同じ状況です。"),
        ),
    ),
    Raised(
        partner=KITAKAZE,
        customer="sakura-hospital.example",
        severity="C",
        subject="請求書の宛名を変更したい",
        days_ago=9,
        thread=(
            Said("partner", "正式名称が変わりました。請求書の宛名をどこで変更できますか。"),
            Said("operator", "登録情報の変更を承りました。次回の請求書から反映されます。", closes=True),
        ),
    ),
    Raised(
        partner=HARBOR,
        customer="orchard-street.example",
        severity="A",
        subject="Nobody can sign in since this morning",
        days_ago=1,
        provider=AKATSUKI,
        thread=(Said("partner", "All 18 users get the same error. The shop opens at ten."),),
    ),
    Raised(
        partner=MIDORINO,
        customer="kanade.example",
        severity="C",
        subject="共有メールボックスの上限",
        days_ago=6,
        provider=AKATSUKI,
        thread=(
            Said("partner", "共有メールボックスの容量の上限を教えてください。"),
            Said("provider", "50GBです。ライセンスを割り当てると100GBになります。"),
        ),
    ),
)

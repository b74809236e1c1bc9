"""The demo's partners: of every kind that each cloud allows. All names are invented."""

from partnercenter.demo.shapes import PartnerFacts, Person
from partnercenter.partners.models import PartnerRole as Role

DIRECT, PROVIDER, RESELLER = "direct", "provider", "reseller"

PUBLIC = (
    PartnerFacts(
        domain="kitakaze.example",
        cloud="public",
        name="北風システムズ株式会社",
        number="4001001",
        country="JP",
        address="大阪府大阪市北区中之島0-0-0",
        kinds=(DIRECT,),
        staff=(
            Person("m.tanaka", "田中 美咲", Role.ADMIN_AGENT, locale="ja"),
            Person("s.mori", "森 翔太", Role.SALES_AGENT, locale="ja"),
            Person("y.kimura", "木村 優子", Role.HELPDESK_AGENT, locale="ja"),
            Person("h.ito", "伊藤 浩", Role.GLOBAL_ADMIN, locale="ja"),
            Person("a.lindqvist", "Anna Lindqvist", Role.VIEWER, locale="en"),
        ),
    ),
    PartnerFacts(
        domain="harbor-pine.example",
        cloud="public",
        name="Harbor & Pine Trading K.K.",
        number="4001002",
        country="JP",
        address="0-0-0 Kaigandori, Chuo-ku, Kobe, Hyogo",
        kinds=(DIRECT, RESELLER),
        staff=(
            Person("d.harper", "Daniel Harper", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),
            Person("k.okada", "岡田 圭", Role.SALES_AGENT, locale="ja"),
        ),
    ),
    PartnerFacts(
        domain="akatsuki-dist.example",
        cloud="public",
        name="株式会社あかつきディストリビューション",
        number="4001003",
        country="JP",
        address="東京都港区芝浦0-0-0",
        kinds=(PROVIDER,),
        staff=(
            Person("r.sakamoto", "坂本 玲", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "ja"),
            Person("c.endo", "遠藤 千尋", Role.SALES_AGENT, locale="ja"),
        ),
    ),
    PartnerFacts(
        domain="midorino.example",
        cloud="public",
        name="みどり野ITサービス株式会社",
        number="4001004",
        country="JP",
        address="長野県松本市中央0-0-0",
        kinds=(RESELLER,),
        staff=(Person("n.hayashi", "林 直子", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "ja"),),
    ),
    PartnerFacts(
        domain="aozora-cloud.example",
        cloud="public",
        name="青空クラウドパートナーズ株式会社",
        number="4001005",
        country="JP",
        address="福岡県福岡市博多区0-0-0",
        kinds=(DIRECT,),
        staff=(
            Person("t.fujita", "藤田 拓也", Role.ADMIN_AGENT, locale="ja"),
            Person("e.kondo", "近藤 絵里", Role.SALES_AGENT, locale="ja"),
        ),
    ),
    PartnerFacts(
        domain="nordlicht-it.example",
        cloud="public",
        name="Nordlicht IT GmbH",
        number="4001006",
        country="DE",
        address="Musterweg 0, 20095 Hamburg",
        kinds=(DIRECT,),
        staff=(Person("l.brandt", "Lena Brandt", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),),
    ),
    PartnerFacts(
        domain="kurobe-sol.example",
        cloud="public",
        name="株式会社黒部ソリューションズ",
        number="4001007",
        country="JP",
        address="富山県富山市新桜町0-0-0",
        kinds=(DIRECT,),
        staff=(Person("t.ono", "小野 健", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "ja"),),
        is_suspended=True,
    ),
    PartnerFacts(
        domain="hamakaze-it.example",
        cloud="public",
        name="株式会社はまかぜシステム",
        number="4001008",
        country="JP",
        address="神奈川県横浜市中区本町0-0-0",
        kinds=(RESELLER,),
        staff=(
            Person("y.aoki", "青木 陽子", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "ja"),
            Person("k.ueda", "上田 航", Role.SALES_AGENT, locale="ja"),
        ),
    ),
)
CHINA = (
    PartnerFacts(
        domain="changhe-cloud.example",
        cloud="china",
        name="上海长河云服务有限公司",
        number="4002001",
        country="CN",
        address="上海市静安区示例路0号",
        kinds=(DIRECT,),
        staff=(Person("li.na", "李娜", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),),
    ),
    PartnerFacts(
        domain="mingquan.example",
        cloud="china",
        name="北京明泉信息技术有限公司",
        number="4002002",
        country="CN",
        address="北京市海淀区示例路0号",
        kinds=(PROVIDER,),
        staff=(Person("wang.lei", "王磊", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),),
    ),
    PartnerFacts(
        domain="jinghu.example",
        cloud="china",
        name="苏州静湖科技有限公司",
        number="4002003",
        country="CN",
        address="苏州市姑苏区示例路0号",
        kinds=(RESELLER,),
        staff=(Person("chen.yu", "陈宇", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),),
    ),
    PartnerFacts(
        domain="lingnan-digital.example",
        cloud="china",
        name="广州岭南数码有限公司",
        number="4002004",
        country="CN",
        address="广州市越秀区示例路0号",
        kinds=(DIRECT, RESELLER),
        staff=(Person("zhao.min", "赵敏", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),),
    ),
)
US_GOVERNMENT = (
    PartnerFacts(
        domain="potomac-ridge.example",
        cloud="us-government",
        name="Potomac Ridge Federal LLC",
        number="4003001",
        country="US",
        address="0 Example Avenue, Arlington, VA 22201",
        kinds=(DIRECT,),
        staff=(
            Person("e.carter", "Emily Carter", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),
            Person("j.nakamura", "James Nakamura", Role.SALES_AGENT, locale="en"),
        ),
    ),
)
GERMANY = (
    PartnerFacts(
        domain="rheinblick.example",
        cloud="germany",
        name="Rheinblick Systemhaus GmbH",
        number="4004001",
        country="DE",
        address="Beispielstraße 0, 50667 Köln",
        kinds=(DIRECT,),
        staff=(Person("j.vogel", "Jonas Vogel", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),),
    ),
    PartnerFacts(
        domain="elbtal.example",
        cloud="germany",
        name="Elbtal Distribution GmbH",
        number="4004002",
        country="DE",
        address="Beispielstraße 0, 01067 Dresden",
        kinds=(PROVIDER,),
        staff=(Person("s.keller", "Sabine Keller", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),),
    ),
    PartnerFacts(
        domain="moselweg.example",
        cloud="germany",
        name="Moselweg IT-Service GmbH",
        number="4004003",
        country="DE",
        address="Beispielstraße 0, 54290 Trier",
        kinds=(RESELLER,),
        staff=(Person("t.hoffmann", "Thomas Hoffmann", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),),
    ),
    PartnerFacts(
        domain="spreeufer.example",
        cloud="germany",
        name="Spreeufer Computer GmbH & Co. KG",
        number="4004004",
        country="DE",
        address="Beispielstraße 0, 10179 Berlin",
        kinds=(DIRECT, RESELLER),
        staff=(Person("m.krueger", "Miriam Krüger", Role.ADMIN_AGENT, (Role.GLOBAL_ADMIN,), "en"),),
    ),
)
PARTNERS = (*PUBLIC, *CHINA, *US_GOVERNMENT, *GERMANY)

# Provider and reseller, by domain.
PARTNERSHIPS = (
    ("akatsuki-dist.example", "midorino.example"),
    ("akatsuki-dist.example", "harbor-pine.example"),
    ("mingquan.example", "jinghu.example"),
    ("mingquan.example", "lingnan-digital.example"),
    ("elbtal.example", "moselweg.example"),
    ("elbtal.example", "spreeufer.example"),
)

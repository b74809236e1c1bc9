"""The demo's customers, with and without agreement, related or not. All names are invented."""

from customers.directory.models import CustomerRole as Role
from partnercenter.demo.shapes import CustomerFacts, Person


def japanese(
    domain: str, name: str, *people: Person, agreed: bool = True, place: str = "東京都", registered_itself: bool = False
) -> CustomerFacts:
    """A customer in Japan and the public cloud."""
    return CustomerFacts(
        domain=domain,
        cloud="public",
        name=name,
        country="JP",
        address=f"{place}0-0-0",
        staff=people,
        language="ja",
        has_agreement=agreed,
        is_self_registered=registered_itself,
    )


def admin(mailbox: str, name: str, locale: str = "ja") -> Person:
    return Person(mailbox, name, Role.GLOBAL_ADMIN, locale=locale)


PUBLIC = (
    japanese(
        "minato-seiki.example",
        "株式会社みなと精機",
        admin("k.sato", "佐藤 健一"),
        Person("y.takahashi", "高橋 由美", Role.BILLING_ADMIN, locale="ja"),
        Person("r.watanabe", "渡辺 亮", Role.USER, locale="ja"),
        place="神奈川県横浜市鶴見区",
    ),
    japanese("sakura-hospital.example", "医療法人桜会 さくら総合病院", admin("m.ishikawa", "石川 真由美")),
    japanese("shirasagi.example", "白鷺運輸株式会社", admin("t.nishimura", "西村 哲也"), place="兵庫県姫路市"),
    japanese("tsubaki-foods.example", "椿食品工業株式会社", admin("a.noguchi", "野口 彩"), place="長崎県五島市"),
    japanese("komorebi.example", "学校法人木漏れ日学園", admin("s.hirano", "平野 聡")),
    japanese("yukimura.example", "雪村酒造株式会社", admin("j.yukimura", "雪村 純"), place="新潟県長岡市"),
    japanese("hoshikawa.example", "星川設計合同会社", admin("m.hoshikawa", "星川 美月"), place="京都府京都市"),
    japanese("kanade.example", "有限会社かなで楽器", admin("h.ueno", "上野 響"), place="静岡県浜松市"),
    japanese("lindgren-marine.example", "Lindgren Marine Japan K.K.", admin("k.lindgren", "Karin Lindgren", "en")),
    japanese("bluebird.example", "Bluebird Robotics Co., Ltd.", admin("g.chandra", "Gita Chandra", "en")),
    japanese("orchard-street.example", "Orchard Street Coffee K.K.", admin("p.moreau", "Paul Moreau", "en")),
    # Nobody's customers yet.
    japanese("asagiri.example", "朝霧建設株式会社", admin("y.kobayashi", "小林 陽子"), place="大分県由布市"),
    japanese("maple-lane.example", "Maple Lane Books K.K.", admin("o.grant", "Olivia Grant", "en"), agreed=False),
    japanese(
        "hamanasu.example",
        "はまなす観光株式会社",
        admin("n.abe", "阿部 渚"),
        agreed=False,
        place="北海道網走市",
        registered_itself=True,
    ),
    CustomerFacts(
        domain="cedar-falls.example",
        cloud="public",
        name="Cedar Falls Bakery Inc.",
        country="US",
        address="0 Example Street, Cedar Falls, IA",
        staff=(admin("r.hayes", "Rachel Hayes", "en"),),
    ),
    CustomerFacts(
        domain="windrose.example",
        cloud="public",
        name="Windrose Logistik AG",
        country="DE",
        address="Musterweg 0, 28195 Bremen",
        staff=(admin("f.weber", "Franziska Weber", "en"),),
        has_agreement=True,
    ),
    CustomerFacts(
        domain="fjordlys.example",
        cloud="public",
        name="Fjordlys AS",
        country="NO",
        address="Eksempelveien 0, 5003 Bergen",
        staff=(admin("i.solberg", "Ingrid Solberg", "en"),),
    ),
)


def abroad(cloud: str, country: str, domain: str, name: str, person: Person, *, agreed: bool) -> CustomerFacts:
    """A customer in one of the other clouds."""
    return CustomerFacts(
        domain=domain,
        cloud=cloud,
        name=name,
        country=country,
        address="",
        staff=(person,),
        has_agreement=agreed,
    )


OTHERS = (
    abroad("china", "CN", "qingzhu.example", "杭州青竹制造有限公司", admin("zhou.jie", "周杰", "en"), agreed=True),
    abroad("china", "CN", "hailan.example", "深圳海蓝贸易有限公司", admin("wu.fang", "吴芳", "en"), agreed=True),
    abroad("china", "CN", "jinli.example", "成都锦里食品有限公司", admin("xu.ting", "许婷", "en"), agreed=False),
    abroad("china", "CN", "baita.example", "武汉白塔医药有限公司", admin("sun.hao", "孙浩", "en"), agreed=True),
    abroad(
        "us-government",
        "US",
        "juniper-county.example",
        "Juniper County Health Department",
        admin("m.alvarez", "Maria Alvarez", "en"),
        agreed=True,
    ),
    abroad(
        "us-government",
        "US",
        "harrow-springs.example",
        "City of Harrow Springs",
        admin("d.osei", "David Osei", "en"),
        agreed=True,
    ),
    abroad(
        "us-government",
        "US",
        "lakeshore-transit.example",
        "Lakeshore Transit Authority",
        admin("s.murphy", "Sean Murphy", "en"),
        agreed=False,
    ),
    abroad(
        "germany",
        "DE",
        "bergmann.example",
        "Bergmann Feinmechanik GmbH",
        admin("a.bergmann", "Anke Bergmann", "en"),
        agreed=True,
    ),
    abroad(
        "germany",
        "DE",
        "sonnenhalde.example",
        "Klinikum Sonnenhalde gGmbH",
        admin("u.schaefer", "Ulrich Schäfer", "en"),
        agreed=True,
    ),
    abroad("germany", "DE", "auental.example", "Stadtwerke Auental", admin("p.wolf", "Petra Wolf", "en"), agreed=False),
    abroad(
        "germany", "CH", "alpenrose.example", "Käserei Alpenrose AG", admin("r.frei", "Reto Frei", "en"), agreed=True
    ),
)
CUSTOMERS = (*PUBLIC, *OTHERS)

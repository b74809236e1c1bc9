"""One partner with so many customers that its list has pages. Names are put together from two tables."""

from collections.abc import Iterator
from itertools import product

from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer
from invitations.parties import Side
from partnercenter.demo.past import ago
from partnercenter.demo.relationships import begin_relationship
from partnercenter.demo.shapes import CustomerFacts
from partnercenter.demo.stage import Stage, add_customer, key_of
from partnercenter.partners.models import Capacity

PARTNER = "aozora-cloud.example"
PLACES = (
    ("海鳴", "Uminari"), ("白樺", "Shirakaba"), ("若草", "Wakakusa"), ("稲穂", "Inaho"), ("花水木", "Hanamizuki"),
    ("月見", "Tsukimi"), ("松風", "Matsukaze"), ("朝凪", "Asanagi"), ("雲雀", "Hibari"), ("千鳥", "Chidori"),
    ("藤波", "Fujinami"), ("早瀬", "Hayase"), ("夕映", "Yubae"), ("銀杏", "Icho"), ("鈴音", "Suzune"),
    ("青葉", "Aoba"), ("霧島", "Kirishima"), ("霞", "Kasumi"), ("双葉", "Futaba"), ("野路", "Noji"),
    ("小夜", "Sayo"), ("深山", "Miyama"), ("春日", "Kasuga"), ("氷川", "Hikawa"),
)  # fmt: skip
TRADES = (
    ("{}製作所株式会社", "{} Works Co., Ltd.", "works"),
    ("株式会社{}フーズ", "{} Foods K.K.", "foods"),
    ("{}物流株式会社", "{} Logistics K.K.", "logistics"),
    ("有限会社{}印刷", "{} Printing Ltd.", "printing"),
    ("{}電機株式会社", "{} Electric Co., Ltd.", "electric"),
)
ENGLISH_EVERY = 4  # every fourth company writes its name in English


def crowd() -> Iterator[CustomerFacts]:
    """120 companies of the public cloud in Japan."""
    for count, ((japanese, romaji), (name_ja, name_en, trade)) in enumerate(product(PLACES, TRADES)):
        is_english = count % ENGLISH_EVERY == 0
        yield CustomerFacts(
            domain=f"{romaji.lower()}-{trade}.example",
            cloud="public",
            name=name_en.format(romaji) if is_english else name_ja.format(japanese),
            country="JP",
            address="福岡県0-0-0",
            staff=(),
            language="en" if is_english else "ja",
        )


def add_crowd(stage: Stage) -> None:
    """The companies that are missing, each in a direct relationship; one person administers them all."""
    partner = stage.partners[PARTNER]
    known = set(PartnerCustomer.objects.filter(partner=partner).values_list("customer__tenant_id", flat=True))
    missing = [facts for facts in crowd() if key_of("tenant", facts.domain) not in known]
    for count, facts in enumerate(missing):
        customer = add_customer(stage, facts)
        since = ago(5 + count * 2.7)
        begin_relationship(Side(partner, Capacity.DIRECT), customer, at=since, by=stage.operator)
        refresh_pair(partner, customer)
    stage.counted.add("relationships", len(missing))

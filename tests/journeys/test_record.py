"""The customer's record: sold, given out, supported and ended by the partner; seen and answered by the customer."""

import pytest

from tests.journeys import ending_steps, partner_steps, record_steps
from tests.journeys.conftest import Persons
from tests.journeys.person import Person
from tests.journeys.record_steps import ORDERED, Sale
from tests.journeys.running import Portal
from tests.journeys.scenes import Scene

SCENES = (
    Sale(
        *("public", "en", "full", "f.weber@windrose.example", "Franziska Weber", "Windrose Logistik AG"),
        seller=("l.brandt@nordlicht-it.example", "Nordlicht IT GmbH"),
        sold="Microsoft 365 Business Premium",
        without_javascript=True,
    ),
    Sale(
        *("public", "ja", "full", "k.sato@minato-seiki.example", "佐藤 健一", "株式会社みなと精機"),
        sold="Microsoft 365 Business Standard",
        is_examined=True,
    ),
)
ASKS = Scene(
    *("public", "ja", "granular", "s.hirano@komorebi.example", "平野 聡", "学校法人木漏れ日学園"), is_examined=True
)
SUBJECTS = {"en": "Mail from one sender is refused", "ja": "特定の送信者からのメールが拒否されます"}
TEXTS = {
    "en": ("Every mail comes back since nine o'clock.", "It is the same in Hamburg and in Kiel."),
    "ja": ("9時から、すべてのメールが戻ってきます。", "横浜と川崎でも同じ状況です。"),
}
REASONS = {"en": "We leave this market.", "ja": "この地域での販売を終了するためです。"}
# Subjects of mails: the partner's, which names the customer besides, and the customer's.
DEEDS = {
    "%(partner)s ordered %(name)s": "%(partner)s ordered %(name)s for you",
    "%(partner)s suspended %(name)s": "%(partner)s suspended %(name)s",
}
ENDED = (
    "Your reseller relationship with %(customer)s ended on %(date)s",
    "The reseller relationship with %(partner)s ended on %(date)s",
)
WISH, ANSWER = "窓口を一社にまとめたいと考えています。", "年度末まで続け、4月に引き継ぐことをご提案します。"


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_a_partner_sells_gives_out_supports_and_ends(portal: Portal, person: Persons, scene: Sale) -> None:
    since, subject = len(portal.mails()), SUBJECTS[scene.language]
    said, answered = TEXTS[scene.language]
    options = {"java_script_enabled": not scene.without_javascript}
    partner, customer = person(scene.language, **options), person(scene.language, **options)
    partner.is_examining = customer.is_examining = scene.is_examined

    partner_steps.enter_portal(partner, scene.partner_email)
    record_steps.open_row(partner, scene)
    record_steps.order(partner, scene)
    record_steps.invite(partner, scene)
    record_steps.raise_service_request(partner, subject=subject, text=said)

    record_steps.come_home(customer, scene)
    record_steps.answer(customer, subject=subject, text=answered)
    record_steps.read_contact(customer, scene)

    record_steps.read_answer(partner, subject=subject, text=answered)
    record_steps.open_record(partner, scene)
    ending_steps.suspend_what_blocks(partner, scene)
    ending_steps.end(partner, scene, reason=REASONS[scene.language])
    ending_steps.find_ended(partner, scene)
    ending_steps.miss_partner(customer, scene)
    both_are_told(partner, customer, scene, since=since)


def both_are_told(partner: Person, customer: Person, scene: Sale, *, since: int) -> None:
    """A mail to each side about the order, the suspension and the end, and to the partner about the answer."""
    names, mailed = {"partner": scene.partner, "name": ORDERED}, partner.portal.await_mail
    for to_partner, to_customer in DEEDS.items():
        words = partner.words(to_partner, **names)
        subject = partner.words("%(customer)s: %(subject)s", customer=scene.company, subject=words)
        mailed(scene.partner_email, since=since, subject=subject)
        mailed(scene.email, since=since, subject=customer.words(to_customer, **names))
    mailed(scene.partner_email, since=since, subject=SUBJECTS[scene.language])
    mailed(scene.partner_email, since=since, subject=until_day(partner, ENDED[0], customer=scene.company))
    told = mailed(scene.email, since=since, subject=until_day(customer, ENDED[1], partner=scene.partner))
    assert REASONS[scene.language] in told.text


def until_day(person: Person, source: str, **names: str) -> str:
    """The words of a subject up to the day in it."""
    return person.words(source, **names, date="\0").partition("\0")[0]


def test_a_customer_asks_for_the_end_and_reads_why_the_partner_goes_on(portal: Portal, person: Persons) -> None:
    scene, partner, customer = ASKS, person("ja"), person("ja")
    partner.is_examining = customer.is_examining = scene.is_examined
    partner_steps.enter_portal(partner, scene.partner_email)  # from here on the account reads Japanese, in mails too
    since = len(portal.mails())
    record_steps.come_home(customer, scene)
    ending_steps.ask_to_end(customer, scene, reason=WISH)
    asked = partner.words("%(customer)s asks you to end the relationship", customer=scene.company)
    assert WISH in portal.await_mail(scene.partner_email, since=since, subject=asked).text

    ending_steps.say_why_not(partner, scene, reason=WISH, text=ANSWER)
    goes_on = customer.words("%(partner)s wants the relationship to go on", partner=scene.partner)
    assert ANSWER in portal.await_mail(scene.email, since=since, subject=goes_on).text
    ending_steps.read_why_not(customer, scene, text=ANSWER)

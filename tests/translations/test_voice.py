"""How the Japanese reads: its own punctuation and spacing, one level of politeness, each side addressed as itself."""

import re

import polib
import pytest

from tests.translations.catalogue import entries, plain, said

JAPANESE = r"[\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uff01-\uff65]"
KATAKANA = r"[\u30a1-\u30fc]"
# Official names and addresses of persons keep their space: a term of other products, 様 and 御中.
MAY_HAVE_SPACE = ("代理管理者特権 (DAP)", "● 様", "● 御中")
ONLY_PARTNERS = ("templates/invitations/partner/", "templates/customers/partner/", "templates/home/partner.html")
ONLY_PARTNERS += ("templates/home/_todo.html", "invitations/wording/", "invitations/forms/asking.py")
ONLY_PARTNERS += ("partnercenter/webhooks/", "templates/webhooks/", "partnercenter/outbox/turns.py")
ONLY_PARTNERS += ("partnercenter/partners/asking_again.py", "templates/partners/mail_wording.html")
# Facts that end with a name, a number or a date.
BARE = ("●。", "日間。", "確認済み。", "確認済みです。", "なし。", "）。", "手配。")
ONLY_CUSTOMERS = ("templates/invitations/customer/", "templates/customers/customer/", "templates/home/customer.html")


def sentences() -> list[str]:
    return [plain(said(entry)) for entry in entries()]


def stands_only_in(entry: polib.POEntry, places: tuple[str, ...]) -> bool:
    return all(path.startswith(places) for path, _ in entry.occurrences)


def without_allowed_spaces(text: str) -> str:
    for allowed in MAY_HAVE_SPACE:
        text = text.replace(allowed, "")
    return re.sub(rf"(?<={KATAKANA}) (?={KATAKANA})", "", text)


def test_no_space_stands_beside_japanese() -> None:
    beside = re.compile(rf"{JAPANESE} | {JAPANESE}")
    # A placeholder that is a name counts as Japanese: there is no space around it either.
    found = [text for text in sentences() if beside.search(without_allowed_spaces(text).replace("●", "名"))]
    assert not found


@pytest.mark.parametrize("mark", list("(),!?:;"))
def test_punctuation_of_sentences_is_full_width(mark: str) -> None:
    beside = re.compile(rf"{JAPANESE}{re.escape(mark)}|{re.escape(mark)}{JAPANESE}")
    assert not [text for text in sentences() if beside.search(without_allowed_spaces(text))]


def test_ranges_are_written_with_a_wave() -> None:
    dates = re.compile(r"\d{4}-\d{2}-\d{2}|[A-Z]-\d{4}-\w+")  # and numbers of receipts
    assert not [text for text in sentences() if re.search(r"[\d●][-–〜][\d●]", dates.sub("", text))]


def test_katakana_words_keep_their_long_vowels() -> None:
    short = re.compile("(ユーザ|サーバ|ブラウザ|フォルダ|ヘッダ|プロバイダ|パートナ|リマインダ)(?!ー)")
    assert not [text for text in sentences() if short.search(text)]


def test_compounds_of_katakana_are_spaced() -> None:
    compounds = ("メールアドレス", "メールサーバー", "メールアプリ", "クラウドサービス", "リカバリーコード")
    compounds += ("アクティビティログ", "セキュリティグループ", "ヘルプデスクエージェント", "タイムゾーン")
    assert not [text for text in sentences() if any(word in text for word in compounds)]


def test_whole_sentences_are_polite() -> None:
    ends = re.compile("(です|ます|ません|ください|ました|でした|ましょう|ます（.*）|ませんか|ますか)。")
    nouns = re.compile("^[^はがをに]*。$")  # a bare noun closed by a stop, as in a list of facts
    whole = [text for text in sentences() if text.endswith("。") and not nouns.match(text)]
    assert not [text for text in whole if not ends.search(text[-12:]) and not text.endswith(BARE)]


def test_politeness_is_not_piled_up() -> None:
    piled = re.compile("いただけますと|させていただ|でございます|ご[一-龯]+いただ|お願い申し上げ")
    assert not [text for text in sentences() if piled.search(text)]


def test_the_own_company_is_never_addressed_on_partners_pages() -> None:
    partners = [entry for entry in entries() if stands_only_in(entry, ONLY_PARTNERS)]
    assert len(partners) > 100
    assert not [said(entry) for entry in partners if "貴社" in said(entry)]


def test_a_customer_is_addressed_and_never_called_a_customer_on_its_own_pages() -> None:
    customers = [entry for entry in entries() if stands_only_in(entry, ONLY_CUSTOMERS)]
    assert len(customers) > 100
    own = re.compile("顧客(?!契約|になれません|として|に送って)")
    assert not [said(entry) for entry in customers if own.search(said(entry))]


def test_refusing_words_never_stand_alone() -> None:
    alone = re.compile("^(無効|不正|権限がありません|できません|エラーです)。?$")
    assert not [text for text in sentences() if alone.search(text)]


def test_what_refuses_an_entry_is_closed_by_a_full_stop_in_both_languages() -> None:
    rooms = re.compile(r"/(forms|rules|actions|canonical)[./]|/(borrowed|refusing)\.py")
    refusing = [entry for entry in entries() if any(rooms.search(f"/{path}") for path, _ in entry.occurrences)]
    closed = [entry for entry in refusing if entry.msgid.endswith(".")]
    assert len(closed) > 300
    # Facts and examples under a field are no sentences in Japanese.
    assert not [
        said(entry) for entry in closed if not said(entry).endswith(("。", "）")) and not said(entry).startswith("例：")
    ]
    told = re.compile(r"(ください|ません|ます|です)$")
    assert not [said(entry) for entry in refusing if told.search(said(entry)) and entry.msgid[-1] not in "?:"]

"""The letter that a partnership request begins with, in each language of recipients.

Letters, not translations: Japanese has its own salutation, order and closing, so a letter stands here whole in each
language instead of in pieces in the catalogues. A new language of recipients is one more row.
"""

from dataclasses import dataclass

from partnercenter.partners.letters import Words
from partnercenter.partners.models import LetterKind


@dataclass(frozen=True)
class LetterWords:
    """The templates of one language; names in braces are filled by `drafts.text`, `{link}` stays."""

    subject: str
    to_person: str
    to_nobody: str
    answer_by: str
    closing: str
    opening: str
    opening_nameless: str
    body: str
    reminder_subject: str
    reminder_body: str


ENGLISH = LetterWords(
    subject="{partner} asks for a partnership",
    to_person="Hello {recipient},",
    to_nobody="Hello,",
    answer_by="the end of {day} ({zone})",
    closing="{sender}, {partner}",
    opening="",
    opening_nameless="",
    body="""{greeting}

We would like to work with your company as its indirect provider in {cloud}, and ask you for a partnership.

Read the request and accept or decline it by {answer_by}:
{link}

Opening the link changes nothing. To accept, a global admin of your company has to sign in to Partner Center. The \
partnership shares no customers.

Questions? Reply to this e-mail.

{closing}""",
    reminder_subject="Reminder: {subject}",
    reminder_body="""{greeting}

On {asked_on} we wrote to you: “{subject}”. We have had no answer yet.

Read the request and accept or decline it by {answer_by}:
{link}

Opening the link changes nothing. To accept, a global admin of your company has to sign in to Partner Center. If you \
do not want it, decline, and you will not be reminded again.

Questions? Reply to this e-mail.

{closing}""",
)
JAPANESE = LetterWords(
    subject="【{partner}】パートナーシップのご依頼",
    to_person="{recipient} 様",
    to_nobody="ご担当者様",
    answer_by="{day}（{zone}）",
    closing="{partner} {sender}",
    opening="いつもお世話になっております。{partner}の{sender}です。",
    opening_nameless="いつもお世話になっております。{partner}です。",
    body="""{greeting}

{opening}
{cloud}において、間接プロバイダーとして貴社とお取引させていただきたく、パートナーシップの承諾をお願いいたします。

次のリンクから内容をご確認のうえ、{answer_by}までに承諾または辞退をお選びください。
{link}

リンクを開いただけでは、何も変わりません。承諾には、貴社のグローバル管理者のサインインが必要です。
パートナーシップによって、顧客が共有されることはありません。
ご不明な点がありましたら、このメールにご返信ください。

{closing}""",
    reminder_subject="再度のご連絡：{subject}",
    reminder_body="""{greeting}

{opening}
{asked_on}に「{subject}」の件でご連絡いたしましたが、まだご回答をいただいていないため、再度お知らせいたします。

次のリンクから内容をご確認のうえ、{answer_by}までに承諾または辞退をお選びください。
{link}

リンクを開いただけでは、何も変わりません。承諾には、貴社のグローバル管理者のサインインが必要です。
ご希望でない場合は辞退をお選びください。以後のお知らせは届きません。
ご不明な点がありましたら、このメールにご返信ください。

{closing}""",
)
LETTERS = {"en": ENGLISH, "ja": JAPANESE}


def words_in(language: str) -> LetterWords:
    """The words of a language; English for one that has none of its own."""
    return LETTERS.get(language[:2], ENGLISH)


def letter_in(language: str, kind: LetterKind) -> Words:
    """The portal's own letter of a kind, with its places."""
    words = words_in(language)
    if kind == LetterKind.PARTNERSHIP_REMINDER:
        return Words(words.reminder_subject, words.reminder_body)
    return Words(words.subject, words.body)

"""The letter that a draft begins with (K34, K35), in each language of recipients.

Letters, not translations: Japanese has its own salutation, order and closing, so a letter stands here whole in each
language instead of in pieces in the catalogues. A new language of recipients is one more row.
"""

from dataclasses import dataclass

from partnercenter.partners.letters import Words
from partnercenter.partners.models import LetterKind


@dataclass(frozen=True)
class LetterWords:
    """The templates of one language; names in braces are filled by `drafts.text`, `{link}` stays.

    `subject`, `body` and the reminder's have the places of `partners.letters`, as partners' own templates do.
    """

    subject: str
    subject_alone: str  # rights alone, without a relationship
    to_person: str
    to_nobody: str
    to_company: str  # stands above the person; empty where a language has no such line
    your_organisation: str
    on_behalf: str  # where a provider asks for a reseller: who is to serve the customer
    no_rights: str
    full_rights: str
    granular_rights: str
    full_alone: str
    granular_alone: str
    asks_relationship: str
    asks_alone: str
    global_admin: str
    any_admin: str
    answer_by: str
    closing: str
    closing_nameless: str
    opening: str
    opening_nameless: str
    body: str
    reminder_subject: str
    reminder_body: str


ENGLISH = LetterWords(
    subject="{partner} asks to become your reseller",
    subject_alone="{partner} asks for administrator rights",
    to_person="Hello {recipient},",
    to_nobody="Hello,",
    to_company="",
    your_organisation="your organisation",
    on_behalf="We ask on behalf of {reseller}, which will look after you. ",
    no_rights="We do not ask for administrator rights.",
    full_rights="We also ask for full administrator rights, which have no end date.",
    granular_rights="We also ask for these roles for {days} days from acceptance: {roles}.",
    full_alone="We ask for full administrator rights, which have no end date.",
    granular_alone="We ask for these roles for {days} days from acceptance: {roles}.",
    asks_relationship="We would like to supply {customer} with cloud services, and ask you for a reseller "
    "relationship. {rights}",
    asks_alone="We would like to look after the cloud services of {customer}. {rights}",
    global_admin="a global administrator",
    any_admin="a global or billing administrator",
    answer_by="the end of {day} ({zone})",
    closing="{sender}, {partner}",
    closing_nameless="{partner}",
    opening="",
    opening_nameless="",
    body="""{greeting}

{asks}

Read the request and accept or decline it by {answer_by}:
{link}

Opening the link changes nothing. To accept, {approver} of your organisation has to sign in.

Questions? Reply to this e-mail.

{closing}""",
    reminder_subject="Reminder: {subject}",
    reminder_body="""{greeting}

On {asked_on} we wrote to you: “{subject}”. We have had no answer yet.

Read the request and accept or decline it by {answer_by}:
{link}

Opening the link changes nothing. To accept, {approver} of your organisation has to sign in. If you do not want it, \
decline, and you will not be reminded again.

Questions? Reply to this e-mail.

{closing}""",
)
JAPANESE = LetterWords(
    subject="【{partner}】再販業者関係のご依頼",
    subject_alone="【{partner}】管理者権限のご依頼",
    to_person="{recipient} 様",
    to_nobody="ご担当者様",
    to_company="{customer} 御中",
    your_organisation="貴社",
    on_behalf="貴社を担当する{reseller}に代わってのご依頼です。",
    no_rights="管理者権限はお願いしておりません。",
    full_rights="あわせて、全権限（終了日なし）をお願いしております。",
    granular_rights="あわせて、次の管理者ロールをお願いしております（承諾日から{days}日間）：{roles}。",
    full_alone="全権限（終了日なし）をお願いしております。",
    granular_alone="次の管理者ロールをお願いしております（承諾日から{days}日間）：{roles}。",
    asks_relationship="貴社にクラウド サービスをご提供するため、再販業者関係の承諾をお願いしたく、"
    "ご連絡いたしました。{rights}",
    asks_alone="貴社のクラウド サービスを管理するため、管理者権限の承諾をお願いしたく、ご連絡いたしました。{rights}",
    global_admin="グローバル管理者",
    any_admin="グローバル管理者または課金管理者",
    answer_by="{day}（{zone}）",
    closing="{partner} {sender}",
    closing_nameless="{partner}",
    opening="いつもお世話になっております。{partner}の{sender}です。",
    opening_nameless="いつもお世話になっております。{partner}です。",
    body="""{greeting}

{opening}
{asks}

次のリンクから内容をご確認のうえ、{answer_by}までに承諾または辞退をお選びください。
{link}

リンクを開いただけでは、何も変わりません。承諾には、貴社の{approver}のサインインが必要です。
ご不明な点がありましたら、このメールにご返信ください。

{closing}""",
    reminder_subject="再度のご連絡：{subject}",
    reminder_body="""{greeting}

{opening}
{asked_on}に「{subject}」の件でご連絡いたしましたが、まだご回答をいただいていないため、再度お知らせいたします。

次のリンクから内容をご確認のうえ、{answer_by}までに承諾または辞退をお選びください。
{link}

リンクを開いただけでは、何も変わりません。承諾には、貴社の{approver}のサインインが必要です。
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
    if kind == LetterKind.REMINDER:
        return Words(words.reminder_subject, words.reminder_body)
    return Words(words.subject_alone if kind == LetterKind.RIGHTS else words.subject, words.body)

"""Names of companies and addresses as markup: the face of their language, and breaks where they may break."""

import re

from django.utils.safestring import SafeString, mark_safe

from partnercenter.pages.markup import fill, safe

# Longer ones first: 医療法人社団 must not be taken for 医療法人.
JAPANESE_FORMS = re.compile(
    "特定非営利活動法人|地方独立行政法人|国立大学法人|独立行政法人|社会福祉法人|一般社団法人|一般財団法人|"
    "公益社団法人|公益財団法人|医療法人社団|医療法人財団|宗教法人|医療法人|学校法人|株式会社|有限会社|"
    "合同会社|合名会社|合資会社|相互会社|協同組合|信用組合|信用金庫"
)
CHINESE_FORMS = re.compile("股份有限公司|有限责任公司|有限公司|集团公司")
KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
HANGUL = re.compile("[\uac00-\ud7af]")
# Letters of mainland China's script that Japanese does not use; one of them settles the question.
SIMPLIFIED = re.compile(
    "[们业东华网务实际术责团软务数据联电讯车门龙马鱼鸟风飞发产创开关汉济艺罗苏贸达运进远连选银锦长阳阴陆陈云]"
)
BREAK = mark_safe("<wbr>")


def guess_language(name: str) -> str:
    """`ja`, `zh-Hans` or `ko` of a company's name; empty for Latin letters, which every face can set."""
    if HANGUL.search(name):
        return "ko"
    if KANA.search(name) or JAPANESE_FORMS.search(name):
        return "ja"
    if CHINESE_FORMS.search(name) or (HAN.search(name) and SIMPLIFIED.search(name)):
        return "zh-Hans"
    return "ja" if HAN.search(name) else ""


def with_breaks(name: str) -> SafeString:
    """The escaped name with `<wbr>` beside its legal form (株式会社 and the like), never inside it."""
    found = CHINESE_FORMS.search(name) or JAPANESE_FORMS.search(name)
    if not found:
        return safe(name)
    parts = (name[: found.start()], found.group(), name[found.end() :])
    return mark_safe(BREAK.join(safe(part) for part in parts if part))


def company_markup(name: object, language: str = "") -> SafeString:
    """A company's name, escaped, with its language where that shows, breaking only beside its legal form."""
    text = str(name or "")
    language = language or guess_language(text)
    if not language:
        return fill('<span class="co">{}</span>', with_breaks(text))
    return fill('<span class="co" lang="{}">{}</span>', language, with_breaks(text))


def address_markup(address: object) -> SafeString:
    """A mail address, escaped, that may break after its @."""
    local, at, domain = str(address or "").rpartition("@")
    return fill("{}{}{}{}", local, at, BREAK if at else "", domain)

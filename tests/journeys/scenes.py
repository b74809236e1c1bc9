"""Who meets whom: a partner and a customer for each cloud and language. No two journeys share a customer."""

from dataclasses import dataclass

NEW_PASSWORD = "a quiet harbour at dawn"
COUNTRIES = {"public": "JP", "china": "CN", "us-government": "US", "germany": "DE"}
PARTNERS = {
    "public": ("m.tanaka@kitakaze.example", "北風システムズ株式会社"),
    "china": ("li.na@changhe-cloud.example", "上海长河云服务有限公司"),
    "us-government": ("e.carter@potomac-ridge.example", "Potomac Ridge Federal LLC"),
    "germany": ("j.vogel@rheinblick.example", "Rheinblick Systemhaus GmbH"),
}


@dataclass(frozen=True)
class Scene:
    """One journey. Somebody with `signs_up` is new, and registers the organisation `company`."""

    cloud: str
    language: str
    rights: str
    email: str
    name: str
    company: str
    signs_up: bool = False
    must_agree: bool = False  # the organisation has not accepted the cloud's customer agreement
    has_open_request: bool = False  # of the same partner, from the demo
    comes_back_late: bool = False  # the sign-in is older than five minutes when the answer is given
    without_javascript: bool = False
    is_examined: bool = False  # every page on the way is shown to axe-core

    @property
    def partner_email(self) -> str:
        return PARTNERS[self.cloud][0]

    @property
    def partner(self) -> str:
        return PARTNERS[self.cloud][1]

    @property
    def country(self) -> str:
        return COUNTRIES[self.cloud]

    def __str__(self) -> str:
        return f"{self.cloud}-{self.language}"


def newcomer(cloud: str, language: str, rights: str, email: str, name: str, company: str, **more: bool) -> Scene:
    return Scene(cloud, language, rights, email, name, company, signs_up=True, must_agree=True, **more)


def known(cloud: str, language: str, rights: str, email: str, name: str, company: str, **more: bool) -> Scene:
    return Scene(cloud, language, rights, email, name, company, comes_back_late=True, **more)


SCENES = (
    newcomer(
        "public",
        "en",
        "none",
        "h.moore@quiet-harbour.example",
        "Helen Moore",
        "Quiet Harbour Trading K.K.",
        is_examined=True,
    ),
    known("public", "ja", "full", "m.hoshikawa@hoshikawa.example", "星川 美月", "星川設計合同会社", is_examined=True),
    known("china", "en", "full", "sun.hao@baita.example", "孙浩", "武汉白塔医药有限公司"),
    newcomer("china", "ja", "full", "ma.lin@zhulin-tea.example", "马琳", "杭州竹林茶业有限公司"),
    newcomer(
        *("us-government", "en", "full", "w.ford@ash-river.example", "Willa Ford", "Ash River Water District"),
        without_javascript=True,
    ),
    known(
        *("us-government", "ja", "full", "s.murphy@lakeshore-transit.example", "Sean Murphy"),
        "Lakeshore Transit Authority",
        must_agree=True,
        has_open_request=True,
    ),
    known("germany", "en", "full", "r.frei@alpenrose.example", "Reto Frei", "Käserei Alpenrose AG"),
    newcomer("germany", "ja", "full", "k.lenz@haselbach.example", "Katrin Lenz", "Haselbach Optik GmbH"),
)

"""The market groups as they are first loaded (decisions §3): the lists printed in 2023-10, from `markets.csv`."""

from datetime import date

VALID_FROM = date(2023, 10, 1)
SOURCE = "Regional market lists of the programme, 2023-10"

SALES_REGIONS = {
    "AFRICA": ("Africa", "アフリカ"),
    "APAC": ("Asia and Pacific", "アジアおよび太平洋"),
    "AU": ("Australia", "オーストラリア"),
    "BR": ("Brazil", "ブラジル"),
    "CA": ("Canada", "カナダ"),
    "CN": ("China", "中国"),
    "EUROPE": ("Europe", "ヨーロッパ"),
    "IN": ("India", "インド"),
    "JP": ("Japan", "日本"),
    "KR": ("Korea, Republic of", "大韓民国"),
    "LATAM": ("Latin America and the Caribbean", "ラテン アメリカおよびカリブ"),
    "MECEE": (
        "Middle East, Central Europe, and Eastern Europe",
        "中東、中央ヨーロッパ、および東ヨーロッパ",
    ),
    "NZ": ("New Zealand", "ニュージーランド"),
    "TW": ("Taiwan", "台湾"),
    "US": ("United States", "米国"),
}

# Countries that stand in no sales region: nobody may sell there, and the refusal can name them.
NOT_SERVED = (
    ("BY", "Belarus", "ベラルーシ"),
    ("CU", "Cuba", "キューバ"),
    ("IR", "Iran", "イラン"),
    ("KP", "Korea, Democratic People's Republic of", "朝鮮民主主義人民共和国"),
    ("RU", "Russia", "ロシア"),
    ("SD", "Sudan", "スーダン"),
    ("SY", "Syria", "シリア"),
)

# Clouds that limit themselves to some countries: name in both languages, ISO codes.
CLOUD_LISTS = {
    "CLOUD_CHINA": ("China cloud", "中国クラウド", ("CN",)),
    "CLOUD_US_GOVERNMENT": ("US Government cloud", "米国政府クラウド", ("US",)),
    "EU_EFTA": (
        "European Union and EFTA",
        "EUおよびEFTA",
        (
            "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT",
            "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "CH", "IS", "LI", "NO",
        ),
    ),
}  # fmt: skip

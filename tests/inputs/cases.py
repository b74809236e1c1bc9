"""The catalogue of bad input (reliability §5) by number: what a field gets, and nothing of it may get further."""

LONG = 1024 * 1024
ADDRESSES = {
    "1 empty": "",
    "1 spaces": "   ",
    "2 no dot": "a@b",
    "3 localhost": "a@localhost",
    "4 IPv4": "a@[127.0.0.1]",
    "4 IPv6": "a@[::1]",
    "5 quoted": '"a\\"b"@x.com',
    "7 header": "a@x.com\r\nBcc: e@e.com",
    "8 encoded header": "a@x.com%0aBcc:z@z",
    "9 comma": "a@x.com,b@y.com",
    "9 semicolon": "a@x.com;b@y.com",
    "10 with name": "Bob <a@x.com>",
    "12 bidi": "a@x.com\u202e",
    "13 zero width": "a\u200bb@x.com",
    "14 dotted I": "\u0130@x.com",
    "15 ligature": "\ufb01@x.com",
    "16 Cyrillic": "\u0430@x.com",
    "19 broken punycode": "a@xn--zzzzz---.com",
    "22 umlaut": "ü@x.com",
    "23 local of 65": f"{'a' * 65}@x.com",
    "24 255 in all": f"a@{'a.' * 125}examples.com",
    "25 label of 64": f"a@{'a' * 64}.com",
    "26 dot first": ".a@x.com",
    "26 two dots": "a..b@x.com",
    "26 dots in domain": "a@x..com",
    "26 hyphen first": "a@-x.com",
    "29 command": "=cmd|'/c calc'!A0@x.com",
    "32 NUL": "a\x00@x.com",
    "43 surrogate": "a\ud800@x.com",
}
GOOD_ADDRESSES = {
    "6 newline after": "six@x-case.com\n",
    "11 NBSP around": "\u00a0eleven@x-case.com\u3000",
    "17 Cyrillic domain": "seventeen@аррӏе.com",
    "18 the same as A-label": "eighteen@xn--80ak6aa92e.com",
    "20 sharp s": "twenty@ß.de",
    "21 Japanese domain": "twentyone@例え.jp",
    "28 tag": "a+tag@x-case.com",
    "28 apostrophe": "o'brien@x-case.com",
}
DOMAINS = {
    "no ending": "minato",
    "localhost": "localhost",
    "IPv4": "127.0.0.1",
    "address": "https://minato.example/",
    "mail": "a@minato.example",
    "free mail": "gmail.com",
    "spaces": "mina to.example",
    "two dots": "minato..example",
    "hyphen first": "-minato.example",
    "label of 64": f"{'a' * 64}.example",
    "254 in all": f"{'a.' * 124}example",
    "ligature": "\ufb01.example",
    "bidi": "minato.example\u202e",
    "CR LF": "minato.example\r\nx.example",
    "NUL": "minato\x00.example",
    "surrogate": "minato\ud800.example",
    "broken punycode": "xn--zzzzz---.example",
}
LINES = {
    "33 CR LF": "Minato\r\nBcc: e@e.com",
    "33 LF": "Minato\nSeiki",
    "34 VT": "Minato\x0bSeiki",
    "36 NUL": "Minato\x00Seiki",
    "37 5,000 characters": "m" * 5000,
    "42 zero width alone": "\u200b",
    "43 surrogate": "Minato\ud800",
    "ESC": "Minato\x1b[31m",
    "C1": "Minato\x85Seiki",
}
TEXTS = {
    "36 NUL": "Minato\x00Seiki",
    "37 too long": "m" * 5000,
    "43 surrogate": "Minato\ud800",
    "ESC": "Minato\x1b[31m",
}
LINKS = {
    "39 https": "See https://evil.example/x",
    "39 hxxp": "See hxxp://evil.example",
    "39 defanged": "See evil[.]com",
    "39 www": "See www.evil.com",
    "39 full width": "ｗｗｗ．ｅｖｉｌ．ｃｏｍ",
}
GOOD_LINES = {
    "35 U+2028": "Minato\u2028Seiki",
    "38 script": "<script>alert(1)</script>",
    "38 template": "{{7*7}}{% load x %}%(x)s${x}",
    "44 emoji": "Minato 🏭",
    "45 decomposed": "Cafe\u0301",
    "47 encoded word": "=?utf-8?q?Minato?=",
    "48 formula": "=1+1",
}
NUMBERS = {
    "zero": "0",
    "negative": "-1",
    "huge": "1" + "0" * 30,
    "5,000 digits": "9" * 5000,
    "word": "zz",
    "NUL": "1\x00",
}
CHOICES = {"unknown": "zz", "NUL": "\x00", "surrogate": "\ud800", "long": "z" * 5000, "quote": "' OR 1=1--"}
IDS = {"empty": "", "nil with words": "zz", "huge": "1" + "0" * 30, "NUL": "\x00"}
KINDS = {
    "address": ADDRESSES,
    "optional address": {name: text for name, text in ADDRESSES.items() if not name.startswith("1 ")},
    "line": LINES,
    "line without links": LINES | LINKS,
    "text": TEXTS,
    "text without links": TEXTS | LINKS,
    "number": NUMBERS,
    "choice": CHOICES,
    "domain": DOMAINS,
    "id": IDS,
}
JUNK_IDS = ("1" + "0" * 30, "9" * 5000, "zz", "00000000-0000-0000-0000-000000000000", "%00", "%ff", "..%2f", "-1")
JUNK_QUERIES = (
    "page=-1&sort=password&per_page=1e9&cursor=zz&open=zz&customer=zz&status=zz&q=%25&relationship=zz&rights=zz",
    "page=999999&cursor=%ff&q=_&made_for_us=zz&next=//evil.example&open=%ff&token=a&token=b",
    "page=abc&q=%5C&customer=00000000-0000-0000-0000-000000000000",
    "q=%27%20OR%201%3D1--",
    "q=%ff",
    f"q={'z' * 10_000}",
)
NUL_QUERIES = ("q=%00", "x=a%00b", "page=1%00")
FOREIGN_PLACES = (
    *("//evil.example", "/\\evil.example", "https:evil.example", "\t//evil.example", "javascript:alert(1)"),
    *("https://localhost@evil.example", "http:///evil.example", "%09//evil.example", "/%2f/evil.example"),
    *("/ok%0d%0aX-Evil:y", "/ok\r\nX-Evil: y"),
)

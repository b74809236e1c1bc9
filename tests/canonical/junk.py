"""Seeded junk: the characters that break things, and plain noise. The same on every run."""

import random

NASTY = (
    "\x00\t\n\r\x0b\x0c\x1b\x1c\x7f\x85\xa0\xad\u0130\u0131\u017f\u0300\u034f\u0489\u061c\u115f\u200b\u200c\u200d\u200e\u202e"
    ""
    "\u2028\u2029\u2060\u2066\u2800\u3000\u3002\u3099\u309b\u3164\ud800\udfff\ue000\ufdd0\ufdfa\ufe0f\ufeff\uff0e\uff20\uff61\uffff"
    "\U0001f468\U0001f1ef\U000e0067\U000e0100\U0010ffff"
    " ßẞﬁÅㇰＡｂ株式会社㈱山田ﾔﾏﾀﾞааİ@@..--__+=<>\"'\\,;:/[]()%{}xn--com"
)


def junk_texts(seed: int, count: int = 400, longest: int = 60) -> list[str]:
    """`count` texts: half of nasty characters alone, half mixed with any code point at all."""
    source = random.Random(seed)
    return [_junk(source, any_point=index % 2 == 1, longest=longest) for index in range(count)]


def _junk(source: random.Random, *, any_point: bool, longest: int) -> str:
    length = source.randint(0, longest)
    if any_point:
        return "".join(chr(source.randrange(0x110000)) for _ in range(length))
    return "".join(source.choice(NASTY) for _ in range(length))

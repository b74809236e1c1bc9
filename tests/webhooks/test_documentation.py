"""What docs/webhooks.md says is so: its types, and its example, which is run as it stands."""

import re
from datetime import UTC, datetime
from pathlib import Path

from partnercenter.webhooks.kinds import EventType
from partnercenter.webhooks.signing import headers_for, new_secret

PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text()


def test_the_page_names_every_type_and_no_other():
    table = PAGE.split("| type | when |")[1].split("##")[0]
    assert set(re.findall(r"`([a-z]+\.[a-z_]+)`", table)) == set(EventType.values)


def test_the_example_tells_true_from_false():
    example = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    told: dict = {}
    exec(example[1], told)
    check, body, old, new = told["is_from_partner_center"], b'{"id":"evt_1"}', new_secret(), new_secret()
    headers = headers_for("evt_1", body, [new, old], datetime.now(UTC))

    assert check(new, headers, body)
    assert check(old, headers, body)
    assert not check(new_secret(), headers, body)
    assert not check(new, headers, body + b" ")
    assert not check(new, headers | {"webhook-id": "evt_2"}, body)
    assert not check(new, headers_for("evt_1", body, [new], datetime(2020, 1, 1, tzinfo=UTC)), body)

"""Icons, badges, messages and query strings as templates write them."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory


def written(source: str, path: str = "/", **values: object) -> str:
    request = RequestFactory().get(path)
    return Template("{% load portal %}" + source).render(Context({"request": request, **values}))


def test_an_icon_is_decoration_until_it_is_given_words():
    assert written('{% icon "ok" %}') == '<svg class="i" aria-hidden="true"><use href="/static/icons.svg#i-ok"/></svg>'
    assert 'role="img" aria-label="Delivered"' in written('{% icon "ok" "Delivered" %}')


def test_a_badge_is_an_icon_and_escaped_words():
    shown = written('{% badge "wait" words %}', words="<Soon>")
    assert shown.startswith('<span class="badge b-wait"><svg')
    assert shown.endswith("&lt;Soon&gt;</span>")
    assert "#i-warn" in shown


def test_a_badge_may_name_its_icon():
    assert "#i-mailbad" in written('{% badge "bad" "Bounced" "mailbad" %}')


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_risk_is_never_bars_alone(level):
    shown = written("{% risk level words %}", level=level, words="High risk")
    assert f"risk-{level}" in shown
    assert "High risk" in shown


def test_a_query_string_keeps_the_filters_and_drops_the_cursor():
    shown = written('{% querystring_with sort="name" %}', path="/?tag=a&tag=b&cursor=x&sort=old")
    assert shown == "?tag=a&amp;tag=b&amp;sort=name"


def test_a_query_string_loses_what_is_set_to_nothing():
    assert written("{% querystring_with tag=None %}", path="/?tag=a&q=%E6%A1%9C") == "?q=%E6%A1%9C"


def test_every_icon_that_a_tag_names_is_in_the_sprite():
    from pathlib import Path

    from django.contrib.staticfiles import finders

    from partnercenter.pages.templatetags import portal

    sprite = Path(finders.find("icons.svg")).read_text()
    named = {*portal.BADGE_ICONS.values(), *(name for _css, name in portal.ALERTS.values())}
    assert not [name for name in named if f'id="i-{name}"' not in sprite]

"""Settings of a real deployment, in processes of their own: refused without secrets, clean with them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from partnercenter.celery import check_clouds
from partnercenter.clouds.serving import refuse_unknown_clouds
from partnercenter.environment import FORMS, refuse_wrong

ROOT = Path(__file__).parent.parent
LONG = "x9" * 24
WHOLE = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
    "LINK_KEYS": f"2:{LONG},1:{LONG}y",
    "OUTBOX_KEYS": f"1:{LONG}",
    "BASE_URL": "https://portal.example.com",
    "ACCEPTANCE_DOMAIN": "accept.example.com",
    "DATABASE_URL": "postgresql://app:pw@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "MAIL_FROM": "no-reply@portal.example.com",
}
DEMO = "demo-secret-of-the-embedded-default-never-use-it-elsewhere"
SECRETS = ("SECRET_KEY", "LINK_KEYS", "OUTBOX_KEYS")


def manage(*words: str, code: str = "", **changed: str | None) -> subprocess.CompletedProcess[str]:
    """A command, or Python code, under a production environment with some of it changed (None: missing)."""
    asked = {name: value for name, value in (WHOLE | changed).items() if value is not None}
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "partnercenter.settings", **asked}
    command = [sys.executable, *(["-c", code] if code else ["manage.py", *words])]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def read(expression: str, **changed: str | None) -> str:
    """What an expression over the settings prints there."""
    done = manage(code=f"from django.conf import settings; print({expression})", **changed)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_deployment_check_has_nothing_to_say():
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize(
    "value", [None, "", "changeme", "short", "demo-secret-of-the-embedded-default-never-use-it-elsewhere"]
)
def test_a_missing_or_placeholder_secret_is_refused_by_name(name, value):
    done = manage(code="from django.conf import settings; settings.DEBUG", **{name: value})
    assert done.returncode != 0
    assert f"Set {name}" in done.stderr


@pytest.mark.parametrize("name", SECRETS[1:])
def test_a_short_key_among_several_is_refused(name):
    done = manage(code="from django.conf import settings; settings.DEBUG", **{name: f"1:{LONG},2:short"})
    assert f"Every key of {name}" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("BASE_URL", None), ("BASE_URL", "http://portal.example.com"), ("BASE_URL", "portal"), ("DATABASE_URL", None)],
)
def test_an_address_that_will_not_do_is_refused_by_name(name, value):
    done = manage(code="from django.conf import settings; settings.DEBUG", **{name: value})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


WRONG = [
    *("REDIS_URL=redis//broker", "REDIS_URL=redis://broker:6379/0", "CACHE_URL=memcached://cache"),
    *("DATABASE_URL=sqlite:///rows", "DATABASE_OWNER_URL=mysql://db/rows", "DATABASE_ROLE=boss", "DATABASE_POOL=0"),
    *("BASE_URL=https://portal.example.com/sub", "BASE_URL=ftp://portal.example.com", "BASE_URL=portal"),
    *(
        "ACCEPTANCE_DOMAIN=https://accept.example.com",
        "ACCEPTANCE_DOMAIN=a b",
        "ADMIN_HOST=https://operators.example.com",
    ),
    *("ADMIN_PATH=/", "ADMIN_PATH=partner", "ADMIN_PATH=accounts/x", "SECURITY_CONTACT=security@example.com"),
    *("TRUSTED_PROXIES=x", "TRUSTED_PROXIES=-1", "EMAIL_URL=consolemail://", "EMAIL_URL=foo://x", "MAIL_FROM=nobody"),
    *("BOUNCE_ADDRESS=bounce", "BOUNCE_LMTP=here", "DNS_SERVERS=resolver", "DNS_TIMEOUT=0", "LOG_FORMAT=xml"),
    *("LOG_LEVEL=loud", "DEBUG=maybe", "EMBEDDED=2", "OPERATORS_NEED_SECOND_FACTOR=enabled", "SESSION_IDLE_MINUTES=0"),
    *("OPERATOR_IDLE_MINUTES=-5", "MAILS_TO_ADDRESS_A_DAY=0", "MAILS_OF_PARTNER_A_DAY=many", "MAIL_LEASE_SECONDS=0"),
    *("MAIL_SWEEP_SECONDS=0", "CLOUDS=public;china"),
]


@pytest.mark.parametrize("setting", WRONG)
def test_a_setting_of_the_wrong_form_is_refused_by_name_and_not_repeated(setting):
    name, _equals, value = setting.partition("=")
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_wrong(WHOLE | {name: value})
    assert str(refusal.value).startswith(f"{name} must be ")
    assert f" {value}." not in str(refusal.value)


def test_every_form_has_a_wrong_value_and_takes_the_examples():
    assert {setting.partition("=")[0] for setting in WRONG} == set(FORMS)
    example = re.findall(r"^#?([A-Z][A-Z_]+)=(.+)$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    refuse_wrong(dict(example))


@pytest.mark.parametrize("setting", [{"DEBUG": "1"}, {"EMAIL_URL": "consolemail://"}], ids=lambda one: next(iter(one)))
def test_a_deployment_never_starts_with_what_only_builders_use(setting):
    done = manage(code="from django.conf import settings; settings.DEBUG", **setting)
    assert f"{next(iter(setting))} must be " in done.stderr.splitlines()[-1]


@pytest.mark.django_db(transaction=False)
def test_a_cloud_that_does_not_exist_is_refused_by_name_before_anything_starts(settings):
    settings.CLOUDS = ["public", "atlantis"]
    with pytest.raises(ImproperlyConfigured, match=r"^CLOUDS names atlantis, .* There are: .*public"):
        refuse_unknown_clouds()
    with pytest.raises(SystemExit, match="atlantis"):
        check_clouds()
    settings.CLOUDS = ["public"]
    refuse_unknown_clouds()


def test_codes_of_clouds_may_stand_apart_and_a_database_that_is_away_stops_no_start():
    assert read("settings.CLOUDS", CLOUDS="public, china") == "['public', 'china']"
    assert manage(code="import partnercenter.wsgi", CLOUDS="atlantis").returncode == 0


def test_cookies_of_a_deployment_are_bound_to_its_host():
    names = read("settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME")
    assert names == "__Host-session __Host-csrf __Host-language"
    assert read("settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and not settings.DEBUG") == "True"


def test_a_message_waits_in_a_cookie_of_the_host_too():
    code = "from partnercenter.pages.messages import HostCookieStorage as storage; print(storage.cookie_name)"
    assert manage(code=f"import django; django.setup(); {code}").stdout.strip() == "__Host-messages"


def test_the_first_key_makes_and_the_others_still_open():
    assert read("list(settings.LINK_KEYS), len(settings.OUTBOX_KEYS)") == "['2', '1'] 1"


def test_nothing_embedded_is_part_of_a_deployment():
    assert read("'partnercenter.embedded' in settings.INSTALLED_APPS") == "False"
    loaded = manage(
        code="import django, sys; django.setup(); import partnercenter.urls; "
        "print([name for name in sys.modules if name.startswith('partnercenter.embedded')])"
    )
    assert loaded.stdout.strip() == "[]", loaded.stderr


def test_the_example_names_every_setting_and_nothing_else():
    source = (ROOT / "partnercenter" / "settings.py").read_text()
    read_there = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source)) | set(
        re.findall(r'(?:secret|keyring)\("([A-Z_]+)"', source)
    )
    read_there |= {"DATABASE_URL", "DATABASE_OWNER_URL"}  # one of the two, by DATABASE_ROLE
    named = set(re.findall(r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert named - {"PORT"} == read_there  # PORT is the supervisor's


def test_tests_themselves_run_without_a_file_of_settings():
    assert not (ROOT / ".env").exists() or os.environ.get("EMBEDDED") == "1"

"""Log lines for programs: JSON, with the number of the request, which the worker carries on; nobody's secrets."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from celery import Celery
from celery.worker.request import Request
from django.core.cache import cache

from invitations.actions.send import send
from partnercenter.links.crypto import open_sealed
from partnercenter.outbox import relay
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.wake import break_silence
from partnercenter.pages import tracing
from partnercenter.pages.logs import ScrubFilter
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient
from tests.factories.invitations import token_of
from tests.outbox.sink import Sink

PLACE = "203.0.113.9"
logger = logging.getLogger("some.room")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The console of a deployment."""
    stream = io.StringIO()
    console = logging.StreamHandler(stream)
    console.setFormatter(tracing.JsonFormatter())
    for each in (ScrubFilter(), tracing.NumberFilter()):
        console.addFilter(each)
    root = logging.getLogger()
    root.addHandler(console)
    yield stream
    root.removeHandler(console)


@pytest.fixture
def refusing(settings) -> Iterator[Sink]:
    """A mail server that names the address in its refusal."""
    sink = Sink(script={"mail": "530 5.7.0 log in first, says <k.sato@minato-seiki.example>"}).start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    cache.clear()
    yield sink
    sink.stop()
    relay.gate.open()
    break_silence()


def read(lines: io.StringIO) -> list[dict[str, str]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.django_db
def test_a_line_is_an_object_with_the_number_that_the_answer_has(lines: io.StringIO) -> None:
    answer = PersonaClient().get("/no/such/page/", headers={"x-request-id": "forged"})
    [line] = read(lines)
    assert (line["level"], line["logger"], line["status"]) == ("WARNING", "django.request", 404)
    assert line["request"] == answer["X-Request-ID"]
    assert len(line["request"]) == tracing.LENGTH
    assert PersonaClient().get("/healthz")["X-Request-ID"] != answer["X-Request-ID"]
    assert tracing.present.get() == ""


@pytest.mark.django_db
def test_the_page_of_a_failure_shows_the_beginning_of_the_number(lines: io.StringIO, monkeypatch) -> None:
    def fail(request: object) -> None:
        raise RuntimeError("a line\nand another for m.tanaka@kitakaze.example")

    monkeypatch.setattr("partnercenter.pages.security.read_head", lambda: fail(None))
    client = PersonaClient()
    client.raise_request_exception = False
    answer = client.get("/.well-known/audit-head.txt")
    assert answer["X-Request-ID"][:8] in answer.content.decode()
    failed = next(line for line in read(lines) if "traceback" in line)
    assert "RuntimeError: a line\nand another for ***@kitakaze.example" in failed["traceback"]
    assert {line["request"] for line in read(lines)} == {answer["X-Request-ID"]}


def test_the_number_goes_with_a_task_to_the_worker_and_no_further(lines: io.StringIO) -> None:
    app = Celery("tracing", broker="memory://", set_as_current=False)
    task = app.task(name="tracing.speak")(speak)
    token = tracing.present.set("ABCDEF0123456789")
    task.apply_async()
    tracing.present.reset(token)
    task.apply_async(task_id="timetable")
    for _ in range(2):
        work_off(app, task)
    said = [line["request"] for line in read(lines) if line["message"] == "at work"]
    assert said == ["ABCDEF0123456789", "task-timetable"]
    assert tracing.present.get() == ""


def speak() -> None:
    logger.warning("at work")


def work_off(app: Celery, task: object) -> None:
    """One message from the queue, by Celery's own code of a worker."""
    with app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=20)
        request = Request(message, app=app, task=task, headers=message.headers, body=message.body)
        request.task.__trace__ = None
        request.execute()
        message.ack()


@pytest.mark.django_db
def test_a_link_a_sign_in_and_a_mail_leave_no_token_code_or_address(lines: io.StringIO, refusing: Sink, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    person = factories.UserFactory(email="a.sato@minato.example")
    asked = factories.InvitationFactory(recipient_email="k.sato@minato-seiki.example")
    send(invitation=asked, by=factories.PartnerMembershipFactory(partner=asked.partner))
    token = token_of(factories.live_link(asked))
    visitor = PersonaClient(PUBLIC_HOST, REMOTE_ADDR=PLACE)
    for path in (f"/i/{token}/", f"/i/{token}/no/such/", f"/i/{token}/?a=%00", f"/no/such/{person.email}/"):
        visitor.get(path, follow=True)
    visitor.post("/accounts/login/", {"login": person.email, "password": "nine herons"})
    visitor.post("/accounts/login/code/", {"email": person.email})
    code = open_sealed(OutboundEmail.objects.get(kind="account.login_code").secret)["code"]
    visitor.post("/accounts/login/code/confirm/", {"code": code})
    relay.send_due()
    written = lines.getvalue()
    assert len(read(lines)) > 5
    assert "***@minato-seiki.example" in written
    for secret in (token, code, code.replace("-", ""), "a.sato@", "k.sato@", "nine herons", PLACE):
        assert secret not in written

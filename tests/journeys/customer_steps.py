"""What the customer does: read the mail, come in, decide."""

import re
import time
from email.message import MIMEPart
from urllib.parse import urlsplit

from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from playwright.sync_api import expect

from partnercenter.embedded.kept_mail import KeptMail
from tests.journeys.person import PASSWORD, Person
from tests.journeys.scenes import NEW_PASSWORD, Scene

LINK = re.compile(r"https?://[^\s\"<>]+/i/[^\s\"<>]+/")
SESSION_SALT = "django.contrib.sessions.SessionStore"
METHODS = "account_authentication_methods"


def read_mail(customer: Person, scene: Scene, *, since: int) -> str:
    """The link of the request's mail, which came over SMTP as text and HTML, in the chosen language."""
    mail = customer.portal.await_mail(scene.email, since=since)
    assert part(mail, "plain")["Content-Language"] in (None, scene.language)
    assert f'<html lang="{scene.language}"' in mail.html.replace("'", '"')
    assert scene.partner in mail.subject
    (in_text,), in_html = set(LINK.findall(mail.text)), set(LINK.findall(mail.html))
    assert in_html == {in_text}
    assert urlsplit(in_text).hostname == f"{scene.cloud}.localhost"
    return in_text


def part(mail: KeptMail, kind: str) -> MIMEPart:
    found = mail.message.get_body(preferencelist=(kind,))
    assert found, f"no {kind} part"
    return found


def open_link(customer: Person, scene: Scene, link: str) -> None:
    """The link leads to a page without the token that says who asks."""
    assert customer.opens(link) == 200
    assert urlsplit(customer.page.url).path == "/invitation/"
    customer.sees("%(partner)s asks to become your reseller", partner=scene.partner)


def come_in(customer: Person, scene: Scene) -> None:
    """Sign in, or sign up, and go on to the decision; a new person's organisation is registered on the way."""
    if scene.signs_up:
        customer.follows("Create an account")
        customer.signs_up(name=scene.name, email=scene.email, password=NEW_PASSWORD)
    else:
        customer.follows("Sign in")
        customer.signs_in(scene.email)
    customer.presses("Continue")
    if scene.signs_up:
        register(customer, scene)


def register(customer: Person, scene: Scene) -> None:
    customer.sees("Register your organisation first")
    customer.follows("Register the organisation")
    customer.sees("Register your organisation")
    customer.fills("Legal name", scene.company)
    customer.chooses("Registered country", scene.country)
    customer.fills("Address", "1 Example Street")
    customer.fills("Contact", scene.name)
    customer.fills("Contact's e-mail address", scene.email)
    customer.presses("Register")


def tick_boxes(customer: Person, scene: Scene) -> None:
    """The boxes that this decision needs, of which none is ticked."""
    boxes = customer.main.get_by_role("checkbox")
    expect(boxes).to_have_count((scene.rights == "full") + scene.must_agree)
    for box in boxes.all():
        expect(box).not_to_be_checked()
        box.check()


def accept(customer: Person, scene: Scene) -> None:
    """Accept. Rights ask for a fresh proof of who it is; the ticks are found again as they were (K15)."""
    customer.sees("Your decision")
    tick_boxes(customer, scene)
    if scene.comes_back_late:
        let_time_pass(customer, minutes=6)
    customer.presses("Accept")
    customer.page.wait_for_url(re.compile("/invitation/(confirm|done)/"))
    is_asked = urlsplit(customer.page.url).path == "/invitation/confirm/"
    assert is_asked or not (scene.comes_back_late and scene.rights == "full")
    if is_asked:
        confirm_and_accept(customer, NEW_PASSWORD if scene.signs_up else PASSWORD)
    customer.sees("You accepted the request")


def confirm_and_accept(customer: Person, password: str) -> None:
    customer.sees("Confirm that it is you")
    customer.follows("Confirm")
    confirm(customer, password)
    expect(customer.main.get_by_role("button", name=customer.words("Accept"), exact=True)).to_be_visible()
    for box in customer.main.get_by_role("checkbox").all():
        expect(box).to_be_checked()
    customer.presses("Accept")


def confirm(customer: Person, password: str = PASSWORD) -> None:
    """The password once more."""
    customer.sees("Confirm that it is you")
    customer.fills("Password", password)
    customer.presses("Confirm")


def let_time_pass(customer: Person, *, minutes: int) -> None:
    """As if the person had signed in that much earlier: moves the moment in their session."""
    secret = customer.portal.environment["SECRET_KEY"]
    host = urlsplit(customer.page.url).hostname
    cookies = customer.page.context.cookies()
    (key,) = (one["value"] for one in cookies if one["name"] == "session" and one["domain"] == host)
    with customer.portal.connect() as connection:
        (data,) = connection.execute("SELECT session_data FROM django_session WHERE session_key = %s", [key]).fetchone()
        kept = signing.loads(data, key=secret, salt=SESSION_SALT, serializer=JSONSerializer)
        kept[METHODS] = [method | {"at": time.time() - minutes * 60} for method in kept[METHODS]]
        data = signing.dumps(kept, key=secret, salt=SESSION_SALT, serializer=JSONSerializer, compress=True)
        connection.execute("UPDATE django_session SET session_data = %s WHERE session_key = %s", [data, key])

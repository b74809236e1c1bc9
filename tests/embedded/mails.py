"""Mails to put into the catcher's folder."""

from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import Envelope

from partnercenter.embedded.catcher import keep


def letter(subject: str = "A request for you", text: str = "Hello", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "Portal <no-reply@portal.example>",
        "k.sato@minato.example",
        subject,
    )
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def put(folder: Path, message: EmailMessage | bytes, *recipients: str) -> str:
    """Keep the message as the catcher would; its name comes back."""
    envelope = Envelope()
    envelope.mail_from = "bounces@portal.example"
    envelope.rcpt_tos = list(recipients or ("k.sato@minato.example",))
    envelope.original_content = message if isinstance(message, bytes) else message.as_bytes()
    return keep(folder, envelope).stem

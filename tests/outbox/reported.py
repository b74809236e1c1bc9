"""Delivery status notifications as mail servers write them, and as attackers do."""

REPORT = """\
Received: from mx.minato-seiki.example (mx.minato-seiki.example [192.0.2.7]) by mail.portal.example; Sat, 21 Nov 2026
From: MAILER-DAEMON@mx.minato-seiki.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=utf-8

This is the mail system.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.minato-seiki.example
Original-Envelope-Id: {claimed}

Final-Recipient: rfc822; {claimed}
Action: {action}
Status: {status}
Diagnostic-Code: {diagnostic}

--B
Content-Type: message/rfc822

Subject: Kitakaze asks to become your reseller

--B--
"""
NO_USER = "smtp; 550 5.1.1 <k.sato@minato-seiki.example>: Recipient address rejected: User unknown"


def report(
    action: str = "failed",
    status: str = "5.1.1",
    *,
    diagnostic: str = NO_USER,
    to: str = "bounce@portal.example",
    claimed: str = "victim@elsewhere.example",
) -> bytes:
    """A notification; whom it claims to be about is never believed."""
    text = REPORT.format(action=action, status=status, diagnostic=diagnostic, to=to, claimed=claimed)
    return text.replace("\n", "\r\n").encode()

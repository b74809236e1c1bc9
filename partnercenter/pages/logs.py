"""What may not stand in a log line: tokens of links, one-time codes, addresses of people (reliability D6, D31)."""

import logging
import re

SECRETS = (
    (re.compile(r"(/(?:i|p)/)[^/\s\"'<>]+"), r"\1***"),
    (re.compile(r"(/set_password/[^/\s]+/)(?!choose/)[^/\s\"'<>]+"), r"\1***"),
    # A token without its path: cloud prefix, underscore, 43 characters of base64url.
    (re.compile(r"\b[a-z][a-z0-9-]{1,11}_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"), "***"),
    (re.compile(r"(?<![\d-])\d{4}-\d{4}(?![\d-])"), "****-****"),
    # Whose mailbox it is, or which password in an address of a server; the domain stays, to find faults by.
    (re.compile(r"[^\s\"'<>()@/=,;]+@(?=[^\s@])"), "***@"),
)
# A forged line break or terminal sequence in a path or header would fake a line of ours (84).
CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x80-\x9f\u2028\u2029]")
_formatter = logging.Formatter()


class ScrubFilter(logging.Filter):
    """Takes secrets out of the message and out of the traceback of every record that it sees."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = CONTROLS.sub(" ", scrub(safe_message(record))), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = scrub(record.exc_text)
        return True


def safe_message(record: logging.LogRecord) -> str:
    """The message with its arguments; a record whose arguments do not fit is shown as it is."""
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return f"{record.msg} {record.args}"


def scrub(text: str) -> str:
    """The text without tokens, codes and the names of mailboxes."""
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    return text

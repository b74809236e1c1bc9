"""What may not stand in a log line: links' tokens (reliability D6)."""

import logging
import re

TOKEN_PATH = re.compile(r"/i/[^/\s\"']+")


class ScrubFilter(logging.Filter):
    """Replaces the token of a link wherever a log line carries its path."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/i/" in message:
            record.msg, record.args = TOKEN_PATH.sub("/i/***", message), ()
        return True

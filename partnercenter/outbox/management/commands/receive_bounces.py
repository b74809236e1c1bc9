"""`manage.py receive_bounces`: the LMTP door for bounces, on `BOUNCE_LMTP`."""

import asyncio
import contextlib
import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partnercenter.outbox.lmtp import serve

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Take bounces over LMTP on BOUNCE_LMTP (host:port) until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        host, _colon, port = settings.BOUNCE_LMTP.rpartition(":")
        if not settings.BOUNCE_ADDRESS or not host or not port.isdigit():
            raise CommandError("Set BOUNCE_ADDRESS to the address that bounces come to, and BOUNCE_LMTP to host:port.")
        logger.info("Bounces are taken on %s.", settings.BOUNCE_LMTP)
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(serve(host.strip("[]"), int(port)))

"""The Celery application. Rows in PostgreSQL are the guarantee; the broker only wakes the worker (D10, D11, D17)."""

import os
from itertools import pairwise
from typing import Any

from celery import Celery
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnercenter.settings")

from django.conf import settings

SOFT_LIMIT, HARD_LIMIT, VISIBILITY = 60, 90, 300  # seconds

app = Celery("partnercenter")
app.conf.update(
    broker_url=f"{settings.REDIS_URL}/0",
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": VISIBILITY,
        "socket_timeout": 5,
        "socket_connect_timeout": 1,
        "socket_keepalive": True,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
    },
    visibility_timeout=VISIBILITY,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    task_soft_time_limit=SOFT_LIMIT,
    task_time_limit=HARD_LIMIT,
    task_publish_retry_policy={"max_retries": 1},
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    worker_soft_shutdown_timeout=30,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_hijack_root_logger=False,
    timezone="UTC",
    beat_schedule={
        "send what is due": {
            "task": "outbox.sweep",
            "schedule": float(settings.MAIL_SWEEP_SECONDS),
            # Sweeps that nobody took while the worker was away must not pile up (F11).
            "options": {"expires": 2 * settings.MAIL_SWEEP_SECONDS},
        },
        "seal the log": {"task": "audit.seal", "schedule": 30.0, "options": {"expires": 60}},
        "publish the log's head": {"task": "audit.publish_head", "schedule": 300.0, "options": {"expires": 300}},
        "expire publications": {
            "task": "agreements.expire_publications",
            "schedule": 600.0,
            "options": {"expires": 600},
        },
        "expire requests": {"task": "invitations.expire_due", "schedule": 60.0},
        "send files of requests": {"task": "invitations.send_batches", "schedule": 10.0, "options": {"expires": 20}},
        "forget files of requests": {
            "task": "invitations.forget_batches",
            "schedule": 3600.0,
            "options": {"expires": 3600},
        },
        "expire partnership requests": {"task": "partners.expire_due", "schedule": 60.0},
        "remind of requests": {"task": "invitations.remind", "schedule": 20.0, "options": {"expires": 40}},
        "remind of partnership requests": {"task": "partners.remind", "schedule": 60.0, "options": {"expires": 60}},
        "tell of lost mail": {"task": "outbox.tell_senders", "schedule": 20.0, "options": {"expires": 40}},
        "keep rights": {"task": "grants.keep", "schedule": 10.0, "options": {"expires": 20}},
        "tidy up rights": {"task": "grants.tidy", "schedule": 3600.0, "options": {"expires": 3600}},
        "settle asked ends": {"task": "relationships.keep", "schedule": 60.0, "options": {"expires": 60}},
        "tell of suspensions": {"task": "relationships.tell", "schedule": 20.0, "options": {"expires": 40}},
        "import people": {"task": "services.import_people", "schedule": 10.0, "options": {"expires": 20}},
        "forget files": {"task": "services.forget_files", "schedule": 3600.0, "options": {"expires": 3600}},
        "follow countries": {"task": "partners.follow_countries", "schedule": 600.0, "options": {"expires": 600}},
        "mark rights near their end": {
            "task": "relationships.mark_nearing",
            "schedule": 3600.0,
            "options": {"expires": 3600},
        },
        "end subscriptions": {"task": "services.end_due", "schedule": 60.0, "options": {"expires": 120}},
        "deliver webhooks": {"task": "webhooks.sweep", "schedule": 10.0, "options": {"expires": 20}},
        "forget webhooks": {"task": "webhooks.purge", "schedule": 3600.0, "options": {"expires": 3600}},
        "send daily e-mails": {"task": "notices.digest", "schedule": 300.0, "options": {"expires": 300}},
        "forget notices": {"task": "notices.forget", "schedule": 86400.0, "options": {"expires": 3600}},
        # Each record is asked for once a day; an hour's share of them at a time.
        "look for DNS records": {"task": "domains.check_again", "schedule": 3600.0, "options": {"expires": 3600}},
    },
)
app.autodiscover_tasks()


def check_timing() -> None:
    """Refuse to start where one limit would overtake the next: mail time-out < soft < hard < lease < visibility."""
    steps = (settings.EMAIL_TIMEOUT, SOFT_LIMIT, HARD_LIMIT, settings.MAIL_LEASE_SECONDS, VISIBILITY)
    if not settings.EMBEDDED and any(a >= b for a, b in pairwise(steps)):
        raise ImproperlyConfigured(f"The time limits must grow from step to step, but are {steps}.")


check_timing()


@worker_init.connect
def check_clouds(**_signal: Any) -> None:
    """No worker starts for a cloud that does not exist; Celery takes nothing but an exit from a signal as a stop."""
    from partnercenter.clouds.serving import refuse_unknown_clouds

    try:
        refuse_unknown_clouds()
    except ImproperlyConfigured as refusal:
        raise SystemExit(str(refusal)) from None

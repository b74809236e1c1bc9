"""The worker's settings that keep a mail from being lost or sent twice (D17, D19)."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from partnercenter.celery import HARD_LIMIT, SOFT_LIMIT, VISIBILITY, app, check_timing


def test_a_task_that_loses_its_worker_is_delivered_again():
    assert app.conf.task_acks_late is True
    assert app.conf.task_reject_on_worker_lost is True
    assert app.conf.worker_prefetch_multiplier == 1


def test_the_limits_grow_from_step_to_step(settings):
    settings.EMBEDDED = False
    settings.EMAIL_TIMEOUT, settings.MAIL_LEASE_SECONDS = 20, 120
    check_timing()
    assert SOFT_LIMIT < HARD_LIMIT < VISIBILITY == app.conf.broker_transport_options["visibility_timeout"]


@pytest.mark.parametrize(
    ("name", "seconds"), [("EMAIL_TIMEOUT", 60), ("MAIL_LEASE_SECONDS", 90), ("MAIL_LEASE_SECONDS", 300)]
)
def test_a_limit_that_overtakes_the_next_is_refused_at_the_start(settings, name, seconds):
    settings.EMBEDDED = False
    setattr(settings, name, seconds)
    with pytest.raises(ImproperlyConfigured):
        check_timing()


def test_the_sweep_runs_often_and_does_not_pile_up_while_no_worker_is_there(settings):
    sweep = next(entry for entry in app.conf.beat_schedule.values() if entry["task"] == "outbox.sweep")
    assert sweep["schedule"] == settings.MAIL_SWEEP_SECONDS
    assert sweep["options"]["expires"] == 2 * settings.MAIL_SWEEP_SECONDS

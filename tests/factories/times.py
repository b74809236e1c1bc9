"""Moments around now, for rows that lie a little in the past."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone


def ago(**span: float) -> datetime:
    """A moment before now: `ago(days=3)`."""
    return timezone.now() - timedelta(**span)


def midnight_in(days: int) -> datetime:
    """A UTC midnight that lies `days` days ahead."""
    return datetime.combine(timezone.now().date() + timedelta(days=days), datetime.min.time(), UTC)

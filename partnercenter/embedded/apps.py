"""The mailbox page of the embedded default, as a Django app without models."""

from django.apps import AppConfig


class EmbeddedConfig(AppConfig):
    """Installed only where EMBEDDED is set; starting servers needs none of it."""

    name = "partnercenter.embedded"
    label = "embedded"

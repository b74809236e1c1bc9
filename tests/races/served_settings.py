"""Settings of the server under test: those of the embedded default, without hashed static names."""

from partnercenter.settings import *  # noqa: F403
from partnercenter.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

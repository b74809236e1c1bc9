"""Settings of the tests: the embedded default's, without hashed static names and with cheap passwords."""

import os

os.environ.setdefault("EMBEDDED", "1")
os.environ["DATABASE_ROLE"] = "owner"  # the test runner makes databases; tests of privileges connect as the application

from partnercenter.settings import *  # noqa: F403
from partnercenter.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if suffix := os.environ.get("PYTEST_DB_SUFFIX"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}_{suffix}"}
# A cache of this process: limits of one test process must not stop another's.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

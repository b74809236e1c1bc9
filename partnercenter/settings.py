"""Settings, all from the environment (`.env.example` names and explains every one).

The embedded default (`EMBEDDED=1`, set by `make run` and `make test`) may use the demo secrets; anything else
must bring its own and is refused otherwise. Nothing here reads the database or opens a connection.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from partnercenter.environment import refuse_wrong
from partnercenter.sign_in import *  # noqa: F403

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(BASE_DIR / ".env")
refuse_wrong(os.environ)

# --- Secrets ------------------------------------------------------------------------------------------------
EMBEDDED: bool = env.bool("EMBEDDED", default=False)
DEMO_SECRET = "demo-secret-of-the-embedded-default-never-use-it-elsewhere"  # noqa: S105 (refused elsewhere)
PLACEHOLDERS = ("", "changeme", "change-me", "secret", DEMO_SECRET)
SHORTEST_SECRET = 32


def secret(name: str) -> str:
    """The secret `name` of the environment; only the embedded default may go without one."""
    value: str = env.str(name, default=DEMO_SECRET if EMBEDDED else "")
    if not EMBEDDED and (value in PLACEHOLDERS or len(value) < SHORTEST_SECRET):
        raise ImproperlyConfigured(f"Set {name} to a random value of at least {SHORTEST_SECRET} characters.")
    return value


def keyring(name: str) -> dict[str, str]:
    """Keys as `id:secret,id:secret`: the first is used for new work, the others still open what they made."""
    entries = [entry.strip() for entry in secret(name).split(",") if entry.strip()]
    keys = dict(
        (entry.partition(":")[0], entry.partition(":")[2]) if ":" in entry else ("1", entry) for entry in entries
    )
    if not EMBEDDED and any(len(key) < SHORTEST_SECRET for key in keys.values()):
        raise ImproperlyConfigured(f"Every key of {name} needs at least {SHORTEST_SECRET} characters.")
    return keys


SECRET_KEY = secret("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
LINK_KEYS = keyring("LINK_KEYS")
OUTBOX_KEYS = list(keyring("OUTBOX_KEYS").values())

# --- Addresses ----------------------------------------------------------------------------------------------
# The main host serves partners, account pages and the admin. Each cloud's acceptance host is
# <label>.<ACCEPTANCE_DOMAIN>; which labels exist is data (CloudRegion), unknown ones get 400.
DEBUG: bool = env.bool("DEBUG", default=False)
if DEBUG and not EMBEDDED:
    raise ImproperlyConfigured("DEBUG must be 0 outside of `make run`: its error pages show settings and rows.")
BASE_URL: str = env.str("BASE_URL", default="http://localhost:8000" if EMBEDDED else "").rstrip("/")
if urlsplit(BASE_URL).scheme not in ("http", "https"):
    raise ImproperlyConfigured("Set BASE_URL to the portal's address, for example https://portal.example.com.")
SECURE = BASE_URL.startswith("https://")
if not SECURE and not EMBEDDED:
    raise ImproperlyConfigured("BASE_URL must be https: sessions and links would travel in clear otherwise.")
MAIN_HOST = urlsplit(BASE_URL).netloc
ACCEPTANCE_DOMAIN: str = env.str("ACCEPTANCE_DOMAIN", default=MAIN_HOST)
ADMIN_PATH: str = env.str("ADMIN_PATH", default="admin").strip("/")
ADMIN_HOST: str = env.str("ADMIN_HOST", default="")  # name[:port] of the administration alone; empty = the main host
# Codes of the clouds served here; empty = all of the table (`clouds.serving` refuses unknown ones).
CLOUDS: list[str] = [code.strip() for code in env.list("CLOUDS", default=[])]
MAIN_HOSTNAME: str = urlsplit(BASE_URL).hostname or ""
ADMIN_HOSTNAME: str = urlsplit(f"//{ADMIN_HOST}").hostname or ""
if ADMIN_HOSTNAME == MAIN_HOSTNAME or (ADMIN_HOST and not ADMIN_HOSTNAME):
    raise ImproperlyConfigured("ADMIN_HOST must be a name of its own, for example operators.example.com.")
ALLOWED_HOSTS = [MAIN_HOSTNAME, "." + (urlsplit(f"//{ACCEPTANCE_DOMAIN}").hostname or "")]
ALLOWED_HOSTS += [ADMIN_HOSTNAME] if ADMIN_HOSTNAME else []
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", default=0)

# --- Apps ---------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "partnercenter.canonical",
    "partnercenter.links",
    "partnercenter.wall",
    "partnercenter.pages",
    "partnercenter.audit",
    "partnercenter.outbox",
    "partnercenter.accounts",
    "partnercenter.clouds",
    "partnercenter.domains",
    "partnercenter.teams",
    "partnercenter.authorities",
    "partnercenter.partners",
    "partnercenter.webhooks",
    "customers.directory",
    "customers.agreements",
    "customers.grants",
    "customers.relationships",
    "customers.services",
    "invitations",
    "partnercenter.home",
    "partnercenter.notices",
    "partnercenter.demo",
    *(["partnercenter.embedded"] if EMBEDDED else []),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "crispy_forms",
    "crispy_bootstrap5",
    "pgtrigger",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, for FORM_RENDERER
]
MIDDLEWARE = [
    "partnercenter.pages.tracing.RequestNumberMiddleware",
    "partnercenter.pages.middleware.PageHeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "partnercenter.pages.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "partnercenter.pages.middleware.LanguageMiddleware",
    "partnercenter.pages.middleware.RefuseOddInputMiddleware",
    "partnercenter.wall.middleware.WallMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partnercenter.pages.middleware.PersonMiddleware",
    "partnercenter.pages.middleware.BusyMiddleware",
    "partnercenter.clouds.middleware.AcceptanceHostMiddleware",
    "partnercenter.clouds.operators_host.OperatorsHostMiddleware",
    "partnercenter.accounts.middleware.BoundSessionMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "partnercenter.accounts.middleware.SessionLimitsMiddleware",
    "partnercenter.audit.middleware.OriginMiddleware",
    "partnercenter.home.middleware.MembershipMiddleware",
    "partnercenter.home.second_factor.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "partnercenter.urls"
ACCEPTANCE_URLCONF = "partnercenter.urls_acceptance"
WSGI_APPLICATION = "partnercenter.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnercenter.pages.context.shell",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "partnercenter.pages.rendering.FormRenderer"

# --- Database: the owner migrates, the application works (two roles, two addresses) ---------------------------
DATABASE_ROLE: str = env.str("DATABASE_ROLE", default="app")
_url_name = "DATABASE_OWNER_URL" if DATABASE_ROLE == "owner" else "DATABASE_URL"
if not env.str(_url_name, default=""):
    raise ImproperlyConfigured(f"Set {_url_name}, or start the embedded default with `make run`.")
DATABASES = {"default": env.db_url(_url_name)}
DATABASES["default"] |= {
    "ENGINE": "partnercenter.wall",  # PostgreSQL, told for whom it is read
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": DATABASES["default"].get("OPTIONS", {})
    | {
        "pool": {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL", default=8),
            "timeout": 3,
            "max_waiting": 50,
            # Each next try waits twice as long as the last: after minutes without a database, minutes with one would
            # be lost. Whoever asks after these seconds begins anew.
            "reconnect_timeout": 5,
        }
    },
}
if DATABASE_ROLE == "owner":
    DATABASES["default"]["OPTIONS"].pop("pool")
DATABASE_APP_ROLE = unquote(urlsplit(env.str("DATABASE_URL", default="")).username or "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Broker and cache: losing them delays mail, never loses it ------------------------------------------------
REDIS_URL: str = env.str("REDIS_URL").rstrip("/")
CACHE_URL: str = env.str("CACHE_URL", default=f"{REDIS_URL}/1")
CACHES = {
    "default": {
        "BACKEND": "partnercenter.pages.cache.SteadyCache",
        "LOCATION": CACHE_URL,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        "KEY_PREFIX": "partnercenter",
    }
}

# --- Mail: one function sends it (partnercenter.outbox.delivery) ----------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="smtp://127.0.0.1:1025" if EMBEDDED else environ.Env.NOTSET))
EMAIL_TIMEOUT = 20  # seconds; less than the soft task limit, see partnercenter.celery
MAIL_FROM: str = env.str("MAIL_FROM", default="no-reply@localhost.example" if EMBEDDED else environ.Env.NOTSET)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
# Who hears of faults, for /.well-known/security.txt: a mailto: or https: address.
SECURITY_CONTACT: str = env.str("SECURITY_CONTACT", default="mailto:security@localhost.example" if EMBEDDED else "")
# Mails with a link in 24 hours: to one address, whoever sends them, and of one partner, to whomever (T10).
MAILS_TO_ADDRESS_A_DAY: int = env.int("MAILS_TO_ADDRESS_A_DAY", default=20)
MAILS_OF_PARTNER_A_DAY: int = env.int("MAILS_OF_PARTNER_A_DAY", default=20_000)
BOUNCE_ADDRESS: str = env.str("BOUNCE_ADDRESS", default="")  # its server hands what comes to it, with any +tag, to us
BOUNCE_LMTP: str = env.str("BOUNCE_LMTP", default="")  # host:port of `manage.py receive_bounces`
MAIL_LEASE_SECONDS: int = env.int("MAIL_LEASE_SECONDS", default=120)
MAIL_SWEEP_SECONDS: int = env.int("MAIL_SWEEP_SECONDS", default=30)

# --- DNS: the proof of a domain (partnercenter.domains.proof) ---------------------------------------------------
DNS_SERVERS: list[str] = env.list("DNS_SERVERS", default=[])  # host[:port]; empty = those that this machine uses
DNS_TIMEOUT: float = env.float("DNS_TIMEOUT", default=4.0)  # seconds in all: a page waits for it

# --- People (most of it in partnercenter.sign_in) ----------------------------------------
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = EMBEDDED and not SECURE  # names under localhost have no certificate
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# --- Languages and time -----------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", _("English")), ("ja", _("Japanese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = "partnercenter.pages.formats"

# --- Static files -------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT: str = env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Compressing takes half a minute that a newcomer would wait for; the embedded default has no network to save.
STATIC_STORAGE = "django.contrib.staticfiles.storage" if EMBEDDED else "whitenoise.storage"
STATIC_CLASS = "ManifestStaticFilesStorage" if EMBEDDED else "CompressedManifestStaticFilesStorage"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's page reads our files
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": f"{STATIC_STORAGE}.{STATIC_CLASS}"},
}

# --- Web hygiene ----------------------------------------------------------------------------------------------------
COOKIE_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
THEME_COOKIE_NAME = f"{COOKIE_PREFIX}theme"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 3600  # seconds that a session lasts in all
SESSION_IDLE_MINUTES: int = env.int("SESSION_IDLE_MINUTES", default=60)  # longest pause between two clicks
OPERATOR_IDLE_MINUTES: int = env.int("OPERATOR_IDLE_MINUTES", default=15)
OPERATORS_NEED_SECOND_FACTOR: bool = env.bool("OPERATORS_NEED_SECOND_FACTOR", default=not EMBEDDED)
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "partnercenter.pages.messages.MessageStorage"
CSRF_FAILURE_VIEW = "partnercenter.pages.views.csrf_failure"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Where the heads of the activity log go every five minutes: a file on another machine's disk; empty for none.
AUDIT_HEADS_FILE: str = env.str("AUDIT_HEADS_FILE", default="")

# --- Logs ---------------------------------------------------------------------------------------------------------
LOG_FORMAT: str = env.str("LOG_FORMAT", default="line" if EMBEDDED else "json")  # for people, or for programs
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "scrub": {"()": "partnercenter.pages.logs.ScrubFilter"},
        "number": {"()": "partnercenter.pages.tracing.NumberFilter"},
    },
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"},
        "json": {"()": "partnercenter.pages.tracing.JsonFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["scrub", "number"]}
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}

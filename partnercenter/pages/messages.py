"""Where a message waits for the next page: in a cookie bound to its host as all others are, else the session."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookieStorage(CookieStorage):
    """`__Host-messages` where the portal is served over https, else `messages`."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class MessageStorage(FallbackStorage):
    """Django's order: the cookie, and what is too long for it in the session."""

    storage_classes = (HostCookieStorage, SessionStorage)

"""Absolute addresses, built from settings alone: never from the Host header, which a stranger can forge (T9)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from partnercenter.clouds.models import CloudRegion


def main_address(name: str, **kwargs: object) -> str:
    """The address of the view `name` on the main host; of the administration's pages on the operators' host."""
    origin = admin_origin() if name.startswith("admin:") else settings.BASE_URL
    return origin + reverse(name, urlconf=settings.ROOT_URLCONF, kwargs=kwargs)


def admin_origin() -> str:
    """Scheme and host of the administration: a host of its own where `ADMIN_HOST` names one."""
    own = f"{urlsplit(settings.BASE_URL).scheme}://{settings.ADMIN_HOST}"
    return own if settings.ADMIN_HOST else settings.BASE_URL


def acceptance_address(cloud: CloudRegion, name: str, **kwargs: object) -> str:
    """The address of the view `name` on the acceptance host of `cloud`."""
    path = reverse(name, urlconf=settings.ACCEPTANCE_URLCONF, kwargs=kwargs)
    return f"{acceptance_origin(cloud)}{path}"


def acceptance_origin(cloud: CloudRegion) -> str:
    """Scheme and host of the cloud's acceptance portal."""
    return f"{urlsplit(settings.BASE_URL).scheme}://{cloud.host_label}.{settings.ACCEPTANCE_DOMAIN}"


def portal_domains() -> set[str]:
    """The portal's own domains, to which no request of a partner can be addressed."""
    hosts = {settings.MAIN_HOSTNAME, settings.ADMIN_HOSTNAME, settings.ACCEPTANCE_DOMAIN.partition(":")[0]}
    return {host for host in hosts | {settings.MAIL_FROM.rpartition("@")[2]} if host}

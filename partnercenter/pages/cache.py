"""A shared cache that may fail: limits then count in each process instead of stopping everybody's sign-in (D28)."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)
PAUSE = 10  # seconds without asking the server again after it has failed: a page asks several times


class SteadyCache(RedisCache):
    """Valkey's or Redis's cache; while the server is away or hung, this process's own memory instead."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        options = params.setdefault("OPTIONS", {})
        options.setdefault("retry", Retry(NoBackoff(), 0))
        super().__init__(server, params)
        self._spare = LocMemCache("partnercenter-spare", {"KEY_PREFIX": params.get("KEY_PREFIX", "")})

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("delete", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("get_many", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("incr", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask("delete_many", *args, **kwargs)

    def clear(self) -> Any:
        self._spare.clear()
        return self._ask("clear")

    def _ask(self, name: str, *args: Any, **kwargs: Any) -> Any:
        spare: Callable[..., Any] = getattr(self._spare, name)
        if time.monotonic() < _Outage.until:
            return spare(*args, **kwargs)
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError) as error:
            _Outage.begin(error)
            return spare(*args, **kwargs)


class _Outage:
    """When this process asks the server again; one for all threads, as each has a cache object of its own."""

    until = 0.0

    @classmethod
    def begin(cls, error: Exception) -> None:
        cls.until = time.monotonic() + PAUSE
        logger.warning("The cache is away (%s); limits count in this process for now.", type(error).__name__)

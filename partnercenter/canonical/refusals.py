"""Several rules asked one after the other, their refusals gathered by field."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class Refusals:
    """`gather` asks a rule and keeps its refusal; `raise_any` raises them all, in order, as one error."""

    def __init__(self) -> None:
        self.by_field: dict[str, list[ValidationError]] = defaultdict(list)

    def gather(self, field: str, rule: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        """Ask `rule`; an empty `field` means the request as a whole."""
        try:
            rule(*args, **kwargs)
        except ValidationError as refusal:
            self.by_field[field or NON_FIELD_ERRORS].append(refusal)

    def raise_any(self) -> None:
        """Raise ValidationError by field, if there is any refusal."""
        if self.by_field:
            raise ValidationError(dict(self.by_field))

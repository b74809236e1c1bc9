"""A trigger for what may change until a certain state and never after it."""

from typing import Any

import pgtrigger


class FrozenWhen(pgtrigger.ReadOnly):
    """Refuses changes of `fields` while `condition` holds of the old row; other columns stay free.

    `pgtrigger.ReadOnly` builds its condition from its fields alone and silently drops one that is given, so it
    would freeze a draft as well.
    """

    def get_condition(self, model: Any) -> Any:
        """The given condition and a change of one of the fields."""
        if not self.fields or self.condition is None:
            raise ValueError("FrozenWhen needs fields and a condition.")
        return self.condition & super().get_condition(model)

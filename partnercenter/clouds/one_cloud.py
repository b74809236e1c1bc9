"""A trigger that keeps a row and all it points at in one cloud (decisions §2)."""

from typing import Any

import pgtrigger
from django.db.models import ForeignKey


class OneCloud(pgtrigger.Trigger):
    """Refuses a row whose `fields`, keys to rows that have a cloud, lie in more than one. Empty keys count nothing.

    The gate and the actions look first; this is what holds where they were passed by (an IntegrityError).
    """

    when = pgtrigger.Before

    def __init__(self, *, fields: list[str], **options: Any) -> None:
        self.fields = fields
        options.setdefault("operation", pgtrigger.Insert | pgtrigger.UpdateOf(*(f"{name}_id" for name in fields)))
        super().__init__(**options)

    def get_func(self, model: Any) -> str:
        """The clouds that the keys lead to, counted."""
        clouds = " UNION ".join(self.cloud_of(model._meta.get_field(name)) for name in self.fields)
        return f"""
            IF (SELECT count(*) FROM ({clouds}) AS found) > 1 THEN
                RAISE EXCEPTION '{model._meta.db_table} would lie in two clouds' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """  # noqa: S608 - names of our own tables and columns

    @staticmethod
    def cloud_of(field: ForeignKey) -> str:
        """The query of one key's cloud: its own id where it leads to a cloud, else that of the row it leads to."""
        related = field.related_model._meta
        if related.label == "clouds.CloudRegion":
            return f'SELECT NEW."{field.column}" AS cloud_id WHERE NEW."{field.column}" IS NOT NULL'
        return f'SELECT cloud_id FROM "{related.db_table}" WHERE id = NEW."{field.column}"'  # noqa: S608

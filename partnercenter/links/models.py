"""A link as a row: what the links of every kind of request have in common."""

import uuid

from django.db import models
from django.db.models.functions import Now


class IssuedLink(models.Model):
    """One generation of a request's link. Only the hash of its token is stored (D1); a new link ends the old one.

    A model of it adds the key to its request (`related_name="links"`), and two constraints: a generation comes once,
    and one link lives.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    generation = models.PositiveIntegerField()
    token_hash = models.BinaryField(max_length=32, unique=True)
    key_id = models.CharField(max_length=20)
    nonce = models.BinaryField(max_length=32)
    issued_at = models.DateTimeField(db_default=Now(), editable=False)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-generation"]

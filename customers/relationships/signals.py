"""What happens to relationships, told inside the transaction to rooms above. What a receiver raises takes it back."""

from django.dispatch import Signal

relationship_ended = Signal()  # relationship, by: one for each that ended; its customer's row is locked

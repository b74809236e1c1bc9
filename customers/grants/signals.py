"""What happens to rights, told inside the transaction to rooms above. What a receiver raises takes the deed back."""

from django.dispatch import Signal

rights_changed = Signal()  # grant: it ended, extended, lost roles or replaced another; lists of the pair follow

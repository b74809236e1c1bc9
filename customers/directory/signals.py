"""What happens to customers, told inside the transaction to rooms above that the directory knows nothing of."""

from django.dispatch import Signal

customer_changed = Signal()  # customer: its name or the domain beside it is another, so lists have to find it anew

"""What happens to domains, told inside the transaction to rooms above.

Receivers run in the sender's transaction: what they raise takes the whole deed back.
"""

from django.dispatch import Signal

domains_changed = Signal()  # organisation, taken_by (the kind of owner that one of its domains went to, or "")

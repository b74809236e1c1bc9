"""What happens to partners, told inside the transaction to rooms above that partners know nothing of.

Receivers run in the sender's transaction: what they raise takes the whole deed back. Every signal carries `by`, the
person who did it. Send with `signal.send(sender=Model, …)`, never `send_robust`.
"""

from django.dispatch import Signal

partner_suspended = Signal()  # partner, by: its requests keep their status, its customers are told (decisions §4, §6)
partner_unsuspended = Signal()  # partner, by
partnership_ended = Signal()  # partnership, by: pending requests through it are cancelled (decisions §4)
member_left = Signal()  # membership, successor (PartnerMembership or None), by: its pending requests pass on (§4)

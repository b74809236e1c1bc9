"""What people fill in about rights."""

from customers.grants.forms.ending import EndRightsForm

__all__ = ["EndRightsForm"]

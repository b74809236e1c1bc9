"""What happens to rights. The pair's row in lists is refreshed by `customers.relationships`, which lies above."""

from customers.grants.actions.end import end_grant
from customers.grants.actions.start import check_name_free, start_full_grant, write_full_grant, write_granular_grant

__all__ = ["check_name_free", "end_grant", "start_full_grant", "write_full_grant", "write_granular_grant"]

"""What happens between a partner and a customer, a module for each family of verbs.

What changes a pair refreshes the pair's row in the same transaction.
"""

from customers.relationships.actions.ending import end_relationship
from customers.relationships.actions.leaving import leave_customer
from customers.relationships.actions.passing import pass_customers_on
from customers.relationships.actions.renegotiating import mark_renegotiated, withdraw_renegotiation
from customers.relationships.actions.rights import end_rights, give_up_rights
from customers.relationships.actions.starting import start_relationship, write_relationship

__all__ = [
    "end_relationship",
    "end_rights",
    "give_up_rights",
    "leave_customer",
    "mark_renegotiated",
    "pass_customers_on",
    "start_relationship",
    "withdraw_renegotiation",
    "write_relationship",
]

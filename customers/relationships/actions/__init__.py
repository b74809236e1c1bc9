"""What happens between a partner and a customer, a module for each family of verbs.

What changes a pair refreshes the pair's row in the same transaction.
"""

from customers.relationships.actions.asking import answer_asked_end, ask_to_end, withdraw_asked_end
from customers.relationships.actions.deciding import end_as_asked, leave_as_it_is
from customers.relationships.actions.ending import end_relationship
from customers.relationships.actions.leaving import leave_customer
from customers.relationships.actions.passing import pass_customers_on
from customers.relationships.actions.renegotiating import mark_renegotiated, withdraw_renegotiation
from customers.relationships.actions.rights import end_rights, give_up_rights
from customers.relationships.actions.starting import start_relationship, write_relationship

__all__ = [
    "answer_asked_end",
    "ask_to_end",
    "end_as_asked",
    "end_relationship",
    "end_rights",
    "give_up_rights",
    "leave_as_it_is",
    "leave_customer",
    "mark_renegotiated",
    "pass_customers_on",
    "start_relationship",
    "withdraw_asked_end",
    "withdraw_renegotiation",
    "write_relationship",
]

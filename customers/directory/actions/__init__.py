"""What is done to organisations and their people, a module for each small family of verbs."""

from customers.directory.actions.joining import answer_join, request_join
from customers.directory.actions.registering import Registration, register_customer
from customers.directory.actions.team import change_role, follow_directory, join, member_leaves

__all__ = [
    "Registration",
    "answer_join",
    "change_role",
    "follow_directory",
    "join",
    "member_leaves",
    "register_customer",
    "request_join",
]

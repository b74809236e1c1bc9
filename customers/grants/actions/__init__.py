"""What happens to rights. The pair's row in lists is refreshed by `customers.relationships`, which lies above."""

from customers.grants.actions.assign import assign, change_assignment, remove_assignment
from customers.grants.actions.change import reduce_grant, replace_full_by_granular, set_auto_extend
from customers.grants.actions.end import end_grant, hand_over
from customers.grants.actions.groups import change_group, create_group, delete_group
from customers.grants.actions.start import check_name_free, start_full_grant, write_full_grant, write_granular_grant
from customers.grants.actions.templates import delete_template, save_template
from customers.grants.actions.use import NoRight, use_right

__all__ = [
    "NoRight",
    "assign",
    "change_assignment",
    "change_group",
    "check_name_free",
    "create_group",
    "delete_group",
    "delete_template",
    "end_grant",
    "hand_over",
    "reduce_grant",
    "remove_assignment",
    "replace_full_by_granular",
    "save_template",
    "set_auto_extend",
    "start_full_grant",
    "use_right",
    "write_full_grant",
    "write_granular_grant",
]

"""Decisions §9 once more, written from its own words and not from the code: who may do what.

A line of either grid is an action; a column is a role. `yes` and `no` are clear; `own` reaches what the person made
herself. What "draft" and "read, block, reset" mean stands here as lines of their own, and so does what §8 lets only
whom S3 lets in: administering services (its step 6), and what a partner notes about a customer (R-123).
"""

PARTNER = """
                            admin_agent  sales_agent  helpdesk_agent  global_admin  viewer
see                         yes          yes          yes             yes           yes
request without rights      yes          yes          no              yes           no
request with rights         yes          no           no              no            no
draft with rights           yes          yes          no              no            no
change rights               yes          no           no              no            no
change groups               yes          no           no              yes           no
control                     yes          own          no              yes           no
order                       yes          yes          no              no            no
read, block, reset users    yes          no           yes             no            no
manage users                yes          no           no              no            no
support                     yes          no           yes             no            no
administer services         yes          no           no              no            no
describe customers          yes          no           no              no            no
attest                      yes          yes          no              no            no
end relationship            yes          no           no              yes           no
request partnership         yes          yes          no              yes           no
accept partnership          no           no           no              yes           no
end partnership             yes          no           no              yes           no
settings                    no           no           no              yes           no
log and exports             yes          no           no              yes           no
"""

CUSTOMER = """
                            global_admin  billing_admin  user
see who has access          yes           yes            yes
see service requests        yes           yes            yes
see                         yes           yes            no
answer service requests     yes           yes            no
accept without rights       yes           yes            no
sign agreements             yes           yes            no
order directly              yes           yes            no
everything else             yes           no             no
"""


def read(grid: str) -> dict[str, dict[str, str]]:
    """Action to role to answer."""
    head, *lines = [line for line in grid.splitlines() if line.strip()]
    roles = head.split()
    cells = {" ".join(line.split()[: -len(roles)]): line.split()[-len(roles) :] for line in lines}
    return {action: dict(zip(roles, answers, strict=True)) for action, answers in cells.items()}


MAY = {"partner": read(PARTNER), "customer": read(CUSTOMER)}

"""The policy table of opened links: who comes with which link, and what each page answers (decisions §4, §5).

The request asks for full rights and is addressed to an organisation's global administrator. A number is the answer to
both methods, two numbers are those to GET and POST; 405 where the page has no such method.
"""

REQUESTS = """
                      visitor  addressee  colleague  stranger  asker    nolink   dead
invitation            200      200/303    403        403       403      404      410
choose_organisation   login    405/303    405/303    405/303   405/303  405/404  405/303
decide                login    200/409    403        403       403      404      410
confirm_identity      login    200/405    403/405    403/405   403/405  404/405  410/405
decline               login    200/303    403        403       403      404      410
report_request        200      200        200        200       200      404      200
ask_new_link          303      303        303        303       303      404      303
"""
PARTNERSHIPS = """
                      visitor  addressee  colleague  stranger  asker    nolink   dead
asked_partnership     200      200/422    403        403       403      404      410
choose_partner        login    405/302    405/302    405/302   405/302  405/404  405/302
decline_partnership   login    200/302    403        403       403      404      410
ask_new_partnership_link  302  302        302        302       302      404      302
"""
# What people have for themselves: who reaches it with his own ids; a stranger gets the answer for an unknown id.
THINGS = """
                      visitor  owner  colleague  stranger  unknown
done                  login    200    200        404       404
done_file             login    200    200        404       404
open_request          login    303    404        404       404
domain_claim          login    200    404        404       404
answered_partnership  login    200    200        404       404
"""


def read(grid: str) -> list[tuple[str, str, str]]:
    """Route, case, answer."""
    head, *lines = [line.split() for line in grid.splitlines() if line.strip()]
    return [(line[0], case, answer) for line in lines for case, answer in zip(head, line[1:], strict=True)]

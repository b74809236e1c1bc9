"""What the cast does in the younger rooms, by the portal's own actions, a module for each."""

from collections.abc import Callable

from tests.tenancy.deeds.agreeing import attest_agreements
from tests.tenancy.deeds.directing import connect_directories
from tests.tenancy.deeds.ending import ask_for_ends, end_things
from tests.tenancy.deeds.granting import use_rights
from tests.tenancy.deeds.hooking import call_systems
from tests.tenancy.deeds.licensing import ask_by_file, give_licences
from tests.tenancy.deeds.mailing import mail_in_vain
from tests.tenancy.deeds.owning import dispute_domains
from tests.tenancy.deeds.partnering import change_staff, partner_up
from tests.tenancy.deeds.selling import ail, change_all, order_and_cancel, support
from tests.tenancy.deeds.teaming import gather_teams
from tests.tenancy.deeds.telling import choose_what_to_be_told
from tests.tenancy.deeds.wording import word_and_remind
from tests.tenancy.land import Land

DEEDS: tuple[Callable[[Land], None], ...] = (
    partner_up,
    change_staff,
    use_rights,
    order_and_cancel,
    give_licences,
    ask_by_file,
    change_all,
    ail,
    support,
    attest_agreements,
    dispute_domains,
    gather_teams,
    end_things,
    ask_for_ends,
    mail_in_vain,  # before A's people want no mail at once any more
    choose_what_to_be_told,
    call_systems,
    word_and_remind,
    connect_directories,
)

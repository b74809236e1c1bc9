"""The whole life of granular rights: asked for with help, granted in part, reached by a group, used, seen, ended."""

import pytest

from tests.journeys import customer_steps, grant_steps, partner_steps
from tests.journeys.conftest import Persons
from tests.journeys.running import Portal
from tests.journeys.scenes import Scene, known

# Both buy from the partner already, which holds no rights there.
SCENES = (
    known(
        *("public", "en", "granular", "g.chandra@bluebird.example", "Gita Chandra", "Bluebird Robotics Co., Ltd."),
        is_examined=True,
    ),
    known(
        *("public", "ja", "granular", "t.nishimura@shirasagi.example", "西村 哲也", "白鷺運輸株式会社"),
        must_agree=True,  # a newer version than the one that it has accepted
        is_examined=True,
    ),
)
NAMES = {"en": "Sign-in and licences", "ja": "サインインとライセンス"}


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_granular_rights_are_asked_for_granted_in_part_used_seen_and_ended(
    portal: Portal, person: Persons, scene: Scene
) -> None:
    since, name = len(portal.mails()), NAMES[scene.language]
    partner, customer = person(scene.language), person(scene.language)
    partner.is_examining = customer.is_examining = scene.is_examined

    partner_steps.enter_portal(partner, scene.partner_email)
    grant_steps.ask_for_roles(partner, scene, name=name)
    partner_steps.send(partner)

    grant_steps.open_link(customer, scene, customer_steps.read_mail(customer, scene, since=since))
    customer_steps.come_in(customer, scene)
    until = grant_steps.approve_less(customer, scene)

    grant_steps.open_grant(partner, scene, name=name, until=until)
    grant_steps.assign_group(partner)
    blocked = grant_steps.block_somebody(partner, scene)

    grant_steps.read_log(customer, scene, about=blocked, name=name)
    grant_steps.end_from_log(customer, scene, name=name)
    grant_steps.is_refused(partner, scene)

"""What may be asked, as tables: rights by cloud, capacity by kind of partner and cloud, reuse, life, addressee."""

import pytest
from django.core.exceptions import ValidationError

from invitations.asking import Terms
from invitations.rules import request as rules
from partnercenter.clouds.models import CloudRegion, IndirectModel
from partnercenter.partners.models import Partner
from partnercenter.partners.request_rules import capacities_of, why_no_capacity


def code_of(check, *args, **kwargs):
    """The code of a refusal; None where the rule is content."""
    try:
        check(*args, **kwargs)
    except ValidationError as refusal:
        return refusal.code
    return None


def cloud(**flags):
    return CloudRegion(code="x", name_en="Cloud X", **flags)


def partner(kinds="d", model=IndirectModel.EITHER, **flags):
    made = Partner(legal_name="Kitakaze", is_direct="d" in kinds, is_provider="p" in kinds, is_reseller="r" in kinds)
    made.cloud = cloud(indirect_model=model, **flags)
    return made


@pytest.mark.parametrize(
    ("flags", "rights", "refused"),
    [
        ({}, "none", False),
        ({}, "full", False),
        ({}, "granular", False),
        ({"allows_no_rights": False}, "none", True),
        ({"allows_no_rights": False}, "full", False),
        ({"allows_full_rights": False}, "full", True),
        ({"allows_granular_rights": False}, "granular", True),
        ({"allows_granular_rights": False}, "full", False),
    ],
)
def test_the_cloud_allows_kinds_of_rights_as_its_row_says(flags, rights, refused):
    assert code_of(rules.check_rights, cloud(**flags), rights) == ("rights_not_in_cloud" if refused else None)


def test_a_refused_kind_names_the_cloud():
    reason = rules.why_no_rights(cloud(allows_no_rights=False), "none")
    assert reason == "Not available in Cloud X: there, every request has to include administrator rights."


@pytest.mark.parametrize(
    ("kinds", "model", "capacities"),
    [
        ("d", "none", ["direct"]),
        ("d", "either", ["direct"]),
        ("d", "provider_invites", ["direct"]),
        ("p", "none", []),
        ("p", "either", ["provider"]),
        ("p", "provider_invites", ["provider"]),
        ("r", "none", []),
        ("r", "either", ["reseller"]),
        ("r", "provider_invites", []),
        ("dr", "none", ["direct"]),
        ("dr", "either", ["direct", "reseller"]),
        ("dr", "provider_invites", ["direct"]),
        ("dp", "either", ["direct", "provider"]),
    ],
)
def test_capacities_follow_from_the_kind_of_partner_and_the_cloud(kinds, model, capacities):
    asking = partner(kinds, model)
    assert capacities_of(asking) == capacities
    assert bool(why_no_capacity(asking)) == (not capacities)
    for capacity in ("direct", "provider"):
        terms = Terms(rights="full", capacity=capacity)
        expected = None if capacity in capacities else "capacity"
        assert code_of(rules.check_capacity, asking, terms, providers=()) == expected


@pytest.mark.parametrize(
    ("capacity", "provider", "known", "code"),
    [
        ("reseller", True, True, None),
        ("reseller", True, False, "provider_not_partner"),
        ("reseller", False, False, "provider_missing"),
        ("direct", True, True, "provider_unwanted"),
        ("direct", False, False, None),
    ],
)
def test_only_a_reseller_names_a_provider_and_only_one_it_works_with(capacity, provider, known, code):
    other = Partner(pk=7, legal_name="Provider", is_provider=True)
    terms = Terms(rights="full", capacity=capacity, provider=other if provider else None)
    assert code_of(rules.check_capacity, partner("dr"), terms, providers=[other] if known else []) == code


@pytest.mark.parametrize(
    ("model", "capacity", "known", "code"),
    [
        ("provider_invites", "provider", True, None),
        ("provider_invites", "provider", False, "on_behalf"),
        ("provider_invites", "direct", True, "on_behalf"),
        ("either", "provider", True, "on_behalf"),
        ("none", "provider", True, "on_behalf"),
    ],
)
def test_a_provider_asks_for_a_reseller_only_where_that_cannot_ask_itself(model, capacity, known, code):
    reseller = Partner(pk=8, legal_name="Reseller", is_reseller=True)
    terms = Terms(rights="full", capacity=capacity, on_behalf_of=reseller)
    found = code_of(rules.check_on_behalf, partner("dp", model), terms, resellers=[reseller] if known else [])
    assert found == code


def test_rights_go_to_one_of_those_who_ask():
    asking, reseller, other = partner("p"), Partner(pk=8), Partner(pk=9)
    asking.pk = 1
    for holder, code in ((None, None), (asking, None), (reseller, None), (other, "rights_holder")):
        terms = Terms(rights="full", capacity="provider", on_behalf_of=reseller, rights_holder=holder)
        assert code_of(rules.check_rights_holder, asking, terms) == code


@pytest.mark.parametrize(
    ("rights", "with_relationship", "code"),
    [
        ("none", True, None),
        ("full", True, None),
        ("granular", False, None),
        ("none", False, "nothing_asked"),
        ("full", False, "nothing_asked"),
    ],
)
def test_only_granular_rights_stand_without_a_relationship(rights, with_relationship, code):
    terms = Terms(rights=rights, with_relationship=with_relationship)
    assert code_of(rules.check_relationship, cloud(), terms) == code


@pytest.mark.parametrize(
    ("days", "code"), [(0, "life_days"), (1, None), (90, None), (91, "life_days"), (-5, "life_days")]
)
def test_a_link_lives_one_to_ninety_days(days, code):
    assert code_of(rules.check_life, days) == code


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"is_reusable": True}, None),
        ({"is_reusable": True, "use_limit": 5}, None),
        ({"is_reusable": True, "rights": "none"}, None),
        ({"is_reusable": True, "rights": "granular"}, "reusable_granular"),
        ({"is_reusable": True, "recipient_email": "a@x.example"}, "reusable_addressed"),
        ({"use_limit": 5}, "use_limit"),
        ({"recipient_email": "a@x.example"}, None),
    ],
)
def test_reusable_requests_have_nobody_in_particular_and_no_roles(terms, code):
    assert code_of(rules.check_reuse, Terms(**{"rights": "full"} | terms)) == code


@pytest.mark.parametrize(
    ("email", "own", "is_partners", "flag", "code"),
    [
        ("a@minato.example", ["kitakaze.example"], False, False, None),
        ("a@kitakaze.example", ["kitakaze.example"], False, False, "own_domain"),
        ("a@x.kitakaze.example", ["kitakaze.example"], False, False, "own_domain"),
        ("a@mykitakaze.example", ["kitakaze.example"], False, False, None),
        ("a@kitakaze.example", ["kitakaze.example"], True, True, "own_domain"),
        ("a@pine.example", [], True, False, "partner_domain"),
        ("a@pine.example", [], True, True, None),
        ("Postmaster@minato.example", [], False, False, "reserved_local_part"),
        ("abuse+x@minato.example", [], False, False, "reserved_local_part"),
        ("a@localhost.example", [], False, False, "portal_domain"),
    ],
)
def test_who_may_be_addressed(email, own, is_partners, flag, code):
    where = cloud(allows_partner_to_partner=flag)
    assert code_of(rules.check_recipient, email, own_domains=own, is_partners=is_partners, cloud=where) == code


@pytest.mark.parametrize(("email", "own"), [("a@kitakaze.example", ["kitakaze.example"]), ("a@gmail.com", [])])
def test_a_colleagues_public_mailbox_makes_no_domain_the_companys(email, own):
    assert rules.own_domain_of(email) == own

"""Who may answer: the checks of decisions §5 in their order, for every cloud and role."""

import pytest
from django.contrib.auth.models import AnonymousUser

from customers.agreements.models import AgreementText
from customers.directory.models import CustomerRole
from invitations.case import Case, Decision
from invitations.gate import inspect, inspect_decline
from invitations.models import Invitation
from invitations.rules import obstacles
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.models import Capacity, PartnerRole
from tests import factories
from tests.invitations.acceptance_steps import agree, case_for

pytestmark = pytest.mark.django_db
COUNTRIES = {"public": "JP", "china": "CN", "us-government": "US", "germany": "DE"}
GLOBAL, BILLING, USER = CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN, CustomerRole.USER


def partner_in(code: str, **facts):
    return factories.PartnerFactory(cloud=factories.cloud(code), country=COUNTRIES[code], **facts)


def member_in(code: str, role: CustomerRole = GLOBAL, **facts):
    customer = factories.CustomerFactory(cloud=factories.cloud(code), country=COUNTRIES[code], **facts)
    factories.TenantDomainFactory(owner=customer)
    return factories.CustomerMembershipFactory(customer=customer, role=role)


def ask(code: str = "public", **facts) -> Invitation:
    facts.setdefault("unaddressed", "recipient_email" not in facts)
    if "partner" not in facts:
        facts["partner"] = partner_in(code)
    return factories.InvitationFactory(sent=True, **facts)


def stop_for(invitation: Invitation, user, chosen=None):
    found = inspect(case_for(invitation, user, chosen))
    return found if isinstance(found, Decision) else type(found)


@pytest.mark.parametrize("code", COUNTRIES)
@pytest.mark.parametrize("rights", ["none", "full"])
@pytest.mark.parametrize("role", CustomerRole.values)
def test_every_role_in_every_cloud_gets_its_own_answer(code, rights, role):
    membership = member_in(code, CustomerRole(role))
    found = stop_for(ask(code, rights=rights, rights_holder=None), membership.user)
    allowed = role == GLOBAL or (role == BILLING and rights == "none")
    if not allowed:
        assert found is obstacles.NotAnAdmin
    elif rights == "none" and code != "public":
        assert found is obstacles.AgainstCloudRules
    else:
        assert isinstance(found, Decision)
        assert found.starts_relationship
        assert found.starts_grant is (rights == "full")
        assert found.agreement is not None


def test_a_visitor_has_to_sign_in_first():
    case = case_for(ask(), member_in("public").user)
    assert inspect(Case(link=case.link, user=AnonymousUser())) == obstacles.NotSignedIn()


def test_a_dead_link_comes_before_everything_else():
    invitation = factories.InvitationFactory(cancelled=True)
    case = case_for(invitation, factories.UserFactory())
    assert inspect(Case(link=case.link, user=AnonymousUser())) == obstacles.Dead("cancelled")


def test_an_address_that_nobody_confirmed_stops_before_the_addressee():
    user = factories.UserFactory(unverified=True)
    assert stop_for(ask(recipient_email="other@elsewhere.example"), user) is obstacles.UnverifiedEmail


def test_somebody_else_than_the_addressee_is_told_so():
    assert stop_for(ask(recipient_email="other@elsewhere.example"), member_in("public").user) is obstacles.WrongPerson


def test_the_addressee_may_answer_in_another_spelling_of_the_address():
    membership = member_in("public")
    invitation = ask(recipient_email=membership.user.email.upper())
    assert isinstance(stop_for(invitation, membership.user), Decision)


def test_a_global_admin_of_the_addressees_confirmed_domain_may_answer():
    membership = member_in("public", primary_domain="minato.example")
    assert isinstance(stop_for(ask(recipient_email="buyer@minato.example"), membership.user), Decision)


@pytest.mark.parametrize("role", [BILLING, USER])
def test_other_members_of_the_addressees_domain_may_not(role):
    membership = member_in("public", role, primary_domain="minato.example")
    found = stop_for(ask(recipient_email="buyer@minato.example", no_rights=True), membership.user)
    assert found is obstacles.WrongPerson


def test_an_unconfirmed_domain_speaks_for_nobody():
    customer = factories.CustomerFactory(primary_domain="minato.example")
    factories.TenantDomainFactory(owner=customer, unconfirmed=True)
    user = factories.CustomerMembershipFactory(customer=customer).user
    assert stop_for(ask(recipient_email="buyer@minato.example"), user) is obstacles.WrongPerson


def test_several_organisations_ask_for_a_choice_and_preselect_the_addressees():
    first = member_in("public", primary_domain="minato.example")
    factories.CustomerMembershipFactory(user=first.user, role=GLOBAL)
    found = inspect(case_for(ask(recipient_email="x@minato.example"), first.user))
    assert isinstance(found, Decision)  # only one of the two is the addressee's
    found = inspect(case_for(ask(), first.user))
    assert isinstance(found, obstacles.ChooseOrganisation)
    assert len(found.memberships) == 2
    addressed = ask(recipient_email=first.user.email)
    found = inspect(case_for(addressed, first.user))
    assert isinstance(found, obstacles.ChooseOrganisation)
    assert found.preselected == first


def test_the_choice_counts():
    first = member_in("public")
    second = factories.CustomerMembershipFactory(user=first.user)
    found = inspect(case_for(ask(), first.user, second.customer))
    assert isinstance(found, Decision)
    assert found.customer == second.customer


def test_a_choice_of_an_organisation_that_one_has_left_does_not_count():
    first = member_in("public")
    left = factories.CustomerMembershipFactory(user=first.user, left_at=factories.ago(days=1))
    found = inspect(case_for(ask(), first.user, left.customer))
    assert isinstance(found, Decision)
    assert found.customer == first.customer


def test_an_organisation_that_was_not_asked_cannot_answer():
    asked_for, other = member_in("public"), member_in("public")
    invitation = ask(customer=asked_for.customer, recipient_email=other.user.email)
    assert stop_for(invitation, other.user) is obstacles.WrongOrganisation


def test_somebody_without_an_organisation_registers_one():
    user = factories.UserFactory(email="new@fresh.example")
    found = inspect(case_for(ask(), user))
    assert found == obstacles.RegisterOrganisation("fresh.example")


def test_a_free_mail_address_gives_no_domain():
    found = inspect(case_for(ask(), factories.UserFactory(email="new@gmail.com")))
    assert found == obstacles.RegisterOrganisation("")


def test_a_registered_domain_leads_to_a_join_request():
    member_in("public", primary_domain="minato.example")
    found = inspect(case_for(ask(), factories.UserFactory(email="new@minato.example")))
    assert found == obstacles.JoinOrganisation("minato.example", is_asked=False)


def test_a_closed_cloud_registers_nobody_but_lets_members_answer():
    CloudRegion.objects.filter(code="germany").update(accepts_new_customers=False)
    member = member_in("germany")
    invitation = ask("germany")
    assert stop_for(invitation, factories.UserFactory(email="x@fresh.example")) is obstacles.CloudClosed
    assert isinstance(stop_for(invitation, member.user), Decision)


def test_an_organisation_of_another_cloud_is_told_which_cloud_the_link_is_for():
    found = inspect(case_for(ask("china"), member_in("public").user))
    assert isinstance(found, obstacles.WrongCloud)
    assert found.may_register


def test_staff_of_the_asking_partner_and_of_its_provider_may_not_answer():
    pair = factories.PartnershipFactory()
    invitation = ask(partner=pair.reseller, capacity=Capacity.RESELLER, provider=pair.provider)
    for partner in (pair.reseller, pair.provider):
        user = member_in("public").user
        factories.PartnerMembershipFactory(partner=partner, user=user, roles=[PartnerRole.VIEWER])
        assert stop_for(invitation, user) is obstacles.OwnRequest


def test_a_partners_organisation_cannot_be_a_customer_unless_the_cloud_allows_it():
    factories.TenantDomainFactory(owner=factories.PartnerFactory(), domain="other-partner.example")
    customer = factories.CustomerFactory(primary_domain="sales.other-partner.example")
    user = factories.CustomerMembershipFactory(customer=customer).user
    invitation = ask()
    assert stop_for(invitation, user) is obstacles.PartnersOrganisation
    newcomer = factories.UserFactory(email="x@other-partner.example")
    assert stop_for(invitation, newcomer) is obstacles.PartnersOrganisation
    CloudRegion.objects.filter(code="public").update(allows_partner_to_partner=True)
    assert isinstance(stop_for(Invitation.objects.get(pk=invitation.pk), user), Decision)


@pytest.mark.parametrize("country", ["DE", "RU", "US"])
def test_a_country_outside_the_partners_region_is_refused(country):
    customer = factories.CustomerFactory(country=country)
    user = factories.CustomerMembershipFactory(customer=customer).user
    assert stop_for(ask(), user) is obstacles.WrongMarket


def test_a_country_outside_the_clouds_list_is_refused_even_inside_the_region():
    customer = factories.CustomerFactory(cloud=factories.cloud("us-government"), country="GU")
    user = factories.CustomerMembershipFactory(customer=customer).user
    assert stop_for(ask("us-government"), user) is obstacles.WrongMarket


def test_a_partner_without_programme_agreement_is_not_available():
    partner = partner_in("public", programme_agreement_version="", programme_agreement_accepted_on=None)
    assert stop_for(ask(partner=partner), member_in("public").user) is obstacles.PartnerUnavailable


def test_an_ended_partnership_stops_the_providers_and_resellers_request():
    pair = factories.PartnershipFactory()
    invitation = ask(partner=pair.reseller, capacity=Capacity.RESELLER, provider=pair.provider)
    user = member_in("public").user
    assert isinstance(stop_for(invitation, user), Decision)
    pair.status, pair.ended_at, pair.ended_side = "ended", factories.ago(hours=1), "reseller"
    pair.save()  # past the action, which would withdraw the request
    assert inspect(case_for(invitation, user)) == obstacles.PartnerUnavailable("partnership")


def test_in_a_cloud_where_the_provider_invites_a_resellers_own_request_is_refused():
    provider, reseller = partner_in("china", provider=True), partner_in("china", reseller=True)
    factories.PartnershipFactory(provider=provider, reseller=reseller)
    user = member_in("china").user
    own = ask(partner=reseller, capacity=Capacity.RESELLER, provider=provider)
    assert inspect(case_for(own, user)) == obstacles.AgainstCloudRules("indirect_not_allowed")
    made_for = ask(partner=provider, capacity=Capacity.PROVIDER, on_behalf_of=reseller, rights_holder=reseller)
    found = inspect(case_for(made_for, user))
    assert isinstance(found, Decision)
    assert found.holder == reseller


def test_a_cloud_without_the_indirect_model_refuses_a_provider():
    provider, reseller = partner_in("us-government", provider=True), partner_in("us-government", reseller=True)
    factories.PartnershipFactory(provider=provider, reseller=reseller)
    invitation = ask(partner=reseller, capacity=Capacity.RESELLER, provider=provider)
    found = inspect(case_for(invitation, member_in("us-government").user))
    assert found == obstacles.AgainstCloudRules("indirect_not_allowed")


def test_a_second_partner_is_accepted_unless_the_cloud_knows_one_only():
    membership = member_in("public")
    factories.ResellerRelationshipFactory(customer=membership.customer, partner=factories.PartnerFactory())
    assert isinstance(stop_for(ask(), membership.user), Decision)
    CloudRegion.objects.filter(code="public").update(allows_multi_partner=False)
    assert inspect(case_for(ask(), membership.user)) == obstacles.AgainstCloudRules("single_partner")


def test_nothing_is_left_for_those_who_are_related_and_have_granted():
    membership = member_in("public")
    invitation = ask()
    related = {"partner": invitation.partner, "customer": membership.customer}
    relationship = factories.ResellerRelationshipFactory(**related)
    found = inspect(case_for(invitation, membership.user))
    assert isinstance(found, Decision)
    assert (found.starts_relationship, found.starts_grant, found.standing) == (False, True, relationship)
    factories.DelegatedAdminGrantFactory(**related)
    assert inspect(case_for(invitation, membership.user)) == obstacles.AlreadyRelated(membership.customer, relationship)


def test_a_request_for_rights_alone_starts_no_relationship():
    membership = member_in("public")
    invitation = ask(with_relationship=False, recipient_email=membership.user.email)
    found = inspect(case_for(invitation, membership.user))
    assert isinstance(found, Decision)
    assert (found.starts_relationship, found.starts_grant) == (False, True)


def test_an_accepted_agreement_is_not_asked_for_again_until_a_newer_version_is_published():
    membership = member_in("public")
    agree(membership.customer, membership.user)
    found = inspect(case_for(ask(), membership.user))
    assert found.agreement is None
    assert found.accepted_agreement is not None
    newer = factories.AgreementTextFactory(published_at=factories.ago(seconds=5))
    assert inspect(case_for(ask(), membership.user)).agreement == newer


def test_a_cloud_without_online_agreement_sends_elsewhere():
    membership = member_in("public")
    CloudRegion.objects.filter(code="public").update(online_agreement=False)
    found = inspect(case_for(ask(), membership.user))
    assert found == obstacles.AgreementElsewhere(is_published=True)


def test_a_cloud_without_a_published_text_says_so():
    membership = member_in("public")
    AgreementText.objects.update(status=AgreementText.Status.SUPERSEDED)
    assert inspect(case_for(ask(), membership.user)) == obstacles.AgreementElsewhere(is_published=False)


def test_an_addressee_declines_without_any_organisation():
    user = factories.UserFactory(email="buyer@fresh.example")
    assert inspect_decline(case_for(ask(recipient_email=user.email), user)) is None


def test_an_open_request_is_declined_by_a_qualifying_admin_only():
    invitation = ask()
    assert isinstance(inspect_decline(case_for(invitation, member_in("public", USER).user)), obstacles.NotAnAdmin)
    assert inspect_decline(case_for(invitation, member_in("public").user)) is None
    stranger = factories.UserFactory(email="x@fresh.example")
    assert isinstance(inspect_decline(case_for(invitation, stranger)), obstacles.RegisterOrganisation)


def test_the_person_is_read_afresh_each_time():
    membership = member_in("public")
    case = case_for(ask(), membership.user)
    assert isinstance(inspect(case), Decision)
    membership.role = USER
    membership.save()
    assert isinstance(inspect(replace_case(case)), obstacles.NotAnAdmin)


def replace_case(case: Case) -> Case:
    return Case(link=case.link, user=case.user, chosen=case.chosen, language=case.language)

"""What each error case says, and where it leads on: status, heading and words by their English sources."""

from tests.errors import cases
from tests.errors.cases import Case

LOGIN = "/accounts/login/?next=/invitation/"
DECLINE, HOME, PARTNERS, INVITATION = "/invitation/decline/", "/", "/customer/partners/", "/invitation/"
SIGN_OUT, NEW_LINK, REPORT = "/accounts/logout/", "/invitation/new-link/", "/invitation/report/"
K21 = "%(partner)s cannot sell in %(country)s"
K22 = "A partner's organisation cannot be a customer"
K25 = "This request cannot be answered now"
RULES = "This request does not fit the rules of %(cloud)s"
AGREEMENT = "The customer agreement has to be accepted first"
TABLE = [
    Case(
        "not_signed_in",
        cases.not_signed_in,
        200,
        "%(partner)s asks to become your reseller",
        ("Sign in to read the request and answer it. Opening this page has changed nothing.",),
        (LOGIN, "/accounts/signup/?next=/invitation/"),
    ),
    Case(
        "not_global_admin",
        cases.not_global_admin,
        403,
        "A global administrator has to answer",
        (
            "The request includes administrator rights. Forward the text below to a global administrator of "
            "%(organisation)s.",
        ),
        (HOME,),
    ),
    Case(
        "not_global_admin",
        cases.neither_admin,
        403,
        "A global or billing administrator has to answer",
        ("Forward the text below to a global or billing administrator of %(organisation)s.",),
        (HOME,),
    ),
    Case(
        "wrong_cloud",
        cases.wrong_cloud,
        403,
        "This link is for %(cloud)s",
        (
            "%(organisation)s is not in that cloud, so it cannot answer. Ask the sender for a request made for your "
            "cloud. Nothing has changed for you.",
        ),
        ("http://public.localhost:8000/", "/organisation/register/"),
        {"cloud": "germany"},
    ),
    Case(
        "region_not_allowed",
        cases.region_not_allowed,
        403,
        K21,
        (
            "A partner may serve only organisations registered in its own sales region. %(organisation)s is registered "
            "in %(country)s. If that is wrong, ask the operator to correct it.",
            "{DE:EUROPE}",
            "{JP:JP}",
        ),
        (DECLINE, HOME),
        {"country": "DE"},
    ),
    Case(
        "region_not_allowed, the provider's",
        cases.providers_region_not_allowed,
        403,
        K21,
        ("{JP:TW}", "{JP:JP}"),
        (DECLINE, HOME),
        {"country": "JP"},
    ),
    Case(
        "region_not_allowed, in none",
        cases.country_of_no_region,
        403,
        K21,
        ("%(country)s, in no sales region", "{JP:JP}"),
        (DECLINE, HOME),
        {"country": "RU"},
    ),
    Case(
        "region_not_allowed, the cloud's list",
        cases.country_outside_the_clouds_list,
        403,
        K21,
        ("%(cloud)s does not serve organisations registered in %(country)s.", "{GU:US}", "{US:US}"),
        (DECLINE, HOME),
        {"country": "GU", "cloud": "us-government"},
    ),
    Case(
        "region_not_allowed, changed since",
        cases.market_moved_meanwhile,
        403,
        K21,
        ("%(country)s, in no sales region",),
        (DECLINE, HOME),
        {"country": "JP"},
    ),
    Case(
        "partner_tenant",
        cases.partner_tenant,
        403,
        K22,
        (
            "%(organisation)s is a partner in %(cloud)s, and at present a partner cannot resell to another. Answer "
            "with an organisation that is not a partner.",
        ),
        (SIGN_OUT, HOME),
        {"cloud": "public"},
    ),
    Case(
        "self_accept",
        cases.self_accept,
        403,
        "You work for the partner that asks",
        ("Someone outside %(partner)s has to answer for the customer.",),
        ("http://localhost:8000/partner/requests/",),
    ),
    Case(
        "already_related",
        cases.already_related,
        409,
        "You already have a relationship with %(partner)s",
        ("See who may do what under Partners.",),
        (PARTNERS,),
    ),
    Case(
        "single_partner_cloud",
        cases.single_partner_cloud,
        409,
        RULES,
        (
            "In %(cloud)s an organisation has one partner at a time, and yours has one. Nothing has changed.",
            "Talk to your present partner first. You find it under Partners.",
        ),
        (PARTNERS, DECLINE),
        {"cloud": "public"},
    ),
    Case(
        "link_expired",
        cases.ended(expired=True),
        410,
        "This link has expired",
        ("To answer after all, ask the sender for a new link.",),
        (NEW_LINK, "/accounts/login/"),
    ),
    Case(
        "link_cancelled",
        cases.ended(cancelled=True),
        410,
        "This request was withdrawn",
        ("You need not do anything, and nothing changes for your organisation.",),
        ("/accounts/login/",),
    ),
    Case(
        "link_used",
        cases.ended(accepted=True),
        410,
        "This link has been used",
        ("It works for one answer only.",),
        (LOGIN, REPORT),
    ),
    Case(
        "link_used, declined",
        cases.ended(declined=True),
        410,
        "This link has been used",
        ("It works for one answer only.",),
        (LOGIN, REPORT),
    ),
    Case(
        "link_replaced",
        cases.replaced_link,
        410,
        "There is a newer link",
        ("Open the link in the latest e-mail, or ask for it again.",),
        (NEW_LINK,),
    ),
    *(
        Case(
            "link_unknown",
            reach,
            404,
            "We do not know this link",
            (
                "Copy the whole address from the e-mail, to its last character. If it still fails, ask the sender for "
                "a new link.",
            ),
            (HOME,),
        )
        for reach in (cases.unknown_link, cases.link_of_another_cloud)
    ),
    *(
        Case(
            code,
            reach,
            410,
            K25,
            (
                "%(partner)s is not able to take new customers at the moment. Nothing has changed.",
                "Ask its contact when to come back, or try again later.",
            ),
            (INVITATION, HOME),
        )
        for code, reach in (
            ("partner_inactive", cases.partner_inactive),
            ("partner_inactive, no agreement", cases.partner_without_agreement),
            ("partnership_missing", cases.partnership_missing),
        )
    ),
    Case(
        "partnership_missing, as it ends",
        cases.partnership_ended_meanwhile,
        410,
        "This request was withdrawn",
        ("You need not do anything, and nothing changes for your organisation.",),
        ("/accounts/login/",),
    ),
    Case(
        "mca_required",
        cases.mca_required,
        422,
        "%(partner)s asks to become your reseller",
        ("Tick the box to accept the customer agreement, or decline the request.",),
        ("#id_agrees",),
    ),
    Case(
        "mca_required, not online",
        cases.agreement_not_online,
        409,
        AGREEMENT,
        ("In %(cloud)s it cannot be accepted online. Nothing has changed.",),
        ("/customer/agreements/",),
        {"cloud": "public"},
    ),
    Case(
        "mca_required, none published",
        cases.no_agreement_published,
        409,
        AGREEMENT,
        ("The operator has not published an agreement for %(cloud)s yet. Nothing has changed.",),
        ("/customer/agreements/",),
        {"cloud": "public"},
    ),
    Case(
        "dap_not_optional",
        cases.dap_not_optional,
        409,
        RULES,
        (
            "In %(cloud)s a reseller relationship always includes administrator rights. If you do not want to grant "
            "any, decline.",
        ),
        (DECLINE,),
        {"cloud": "china"},
    ),
    Case(
        "closed_cloud",
        cases.closed_cloud,
        403,
        "%(cloud)s accepts no new organisations",
        (
            "Organisations that are in it already can go on; new ones cannot register. Nothing has changed for you.",
            "Ask the sender for a request made for another cloud. If your organisation is here already, sign in with "
            "your address there.",
        ),
        (SIGN_OUT, HOME),
        {"cloud": "germany"},
    ),
    Case(
        "unverified",
        cases.unverified_email,
        403,
        "Confirm your e-mail address first",
        ("We send you a code; enter it, then open the link in the e-mail again.",),
        ("/accounts/email/",),
    ),
    Case(
        "wrong_person",
        cases.wrong_person,
        403,
        "This request is addressed to someone else",
        (
            "Sign in with the address that received the e-mail. A global administrator of the organisation it was sent "
            "to can answer too.",
        ),
        (SIGN_OUT,),
    ),
    Case(
        "wrong_organisation",
        cases.wrong_organisation,
        403,
        "%(organisation)s cannot answer this request",
        ("If you also answer for the organisation that was asked, sign in with your address there.",),
        (SIGN_OUT, HOME),
    ),
    Case(
        "join_organisation",
        cases.join_organisation,
        200,
        "Your organisation is registered already",
        ("Ask its administrator to answer the request, or ask to be let in.",),
        ("/organisation/join/",),
    ),
    Case(
        "role gone meanwhile",
        cases.rights_withdrawn_meanwhile,
        403,
        "A global administrator has to answer",
        (
            "The request includes administrator rights. Forward the text below to a global administrator of "
            "%(organisation)s.",
        ),
        (HOME,),
    ),
]

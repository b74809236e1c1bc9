"""Whose rows are whose: for each table the condition under which a partner or a customer may read a row.

Written apart from the querysets, on purpose: the two have to agree, and a mistake in one is stopped by the other.
"""

PARTNER = "nullif(current_setting('wall.partner_key', true), '')::bigint"
CUSTOMER = "nullif(current_setting('wall.customer_key', true), '')::bigint"
PARTNER_ID = "nullif(current_setting('wall.partner', true), '')::uuid"
CUSTOMER_ID = "nullif(current_setting('wall.customer', true), '')::uuid"
CLOUD = "nullif(current_setting('wall.cloud_key', true), '')::bigint"
SEES_ALL = "current_setting('wall.sees', true) = 'all'"


def through(parent: str, column: str) -> str:
    """Rows of a row that may be read: the parent's own policy decides. `column` is named with its table."""
    return f"(SELECT parent.id FROM {parent} parent WHERE parent.id = {column}) IS NOT NULL"  # noqa: S608


def known(table: str) -> str:
    """Of a customer that the partner has on its list, where it stays when all has ended.

    A scalar, not EXISTS: that would be answered by reading the whole list once.
    """
    pair = f"pair.partner_id = {PARTNER} AND pair.customer_id = {table}.customer_id"
    return f"(SELECT pair.id FROM relationships_partnercustomer pair WHERE {pair}) IS NOT NULL"  # noqa: S608


def own(*columns: str) -> str:
    """Of the partner, by one of the columns."""
    return " OR ".join(f"{column} = {PARTNER}" for column in columns)


def bought(table: str) -> str:
    """Of the customer, and of one that the partner serves."""
    return f"{OF_CUSTOMER} OR {known(table)}"


IS_CUSTOMER, IS_PARTNER = f"{CUSTOMER} IS NOT NULL", f"{PARTNER} IS NOT NULL"
OF_CUSTOMER = f"customer_id = {CUSTOMER}"
OF_BOTH = f"{OF_CUSTOMER} OR {own('partner_id')}"
OF_THREE = f"{OF_BOTH} OR {own('provider_id')}"


def labelled(*columns: str) -> str:
    """Of the organisation, named by its public id in one of the columns."""
    return " OR ".join(f"{column} = {organisation}" for column in columns for organisation in (PARTNER_ID, CUSTOMER_ID))


# Partners are kept to their customers by the tables of what the customers have; a name alone costs each list more than
# it may to be looked up (decision 28). Customers read who of a partner asks and holds rights, of whichever partner.
CONDITIONS = {
    "directory_customer": f"id = {CUSTOMER} OR {IS_PARTNER}",
    "directory_customermembership": f"{OF_CUSTOMER} OR {IS_PARTNER}",
    "directory_joinrequest": OF_CUSTOMER,
    "partners_partnership": own("provider_id", "reseller_id"),
    "partners_partnershiprequest": own("provider_id", "reseller_id"),
    "partners_mailtemplate": own("partner_id"),
    "domains_domainclaim": labelled("claimant_id", "holder_id"),
    "teams_teaminvitation": labelled("owner_id"),
    "agreements_agreementtext": f"cloud_id = {CLOUD}",
    "agreements_agreementacceptance": bought("agreements_agreementacceptance"),
    "grants_roletemplate": own("partner_id"),
    "grants_securitygroup": f"{own('partner_id')} OR {IS_CUSTOMER}",
    "grants_groupmember": through("grants_securitygroup", "grants_groupmember.group_id"),
    "grants_delegatedadmingrant": OF_BOTH,
    "grants_accessassignment": through("grants_delegatedadmingrant", "grants_accessassignment.grant_id"),
    "grants_forcedend": through("grants_delegatedadmingrant", "grants_forcedend.grant_id"),
    "relationships_resellerrelationship": OF_THREE,
    "relationships_askedend": through("relationships_resellerrelationship", "relationships_askedend.relationship_id"),
    "relationships_customerlabel": own("partner_id"),
    "relationships_renegotiation": OF_BOTH,
    "services_servicerequest": OF_THREE,
    "services_servicerequestmessage": through(
        "services_servicerequest", "services_servicerequestmessage.service_request_id"
    ),
    "services_attachment": through("services_servicerequestmessage", "services_attachment.message_id"),
    "services_userimport": bought("services_userimport"),
    "services_userimportrow": through("services_userimport", "services_userimportrow.file_id"),
    "services_subscription": bought("services_subscription"),
    "services_directoryuser": bought("services_directoryuser"),
    "services_license": through("services_directoryuser", "services_license.user_id"),
    "invitations_invitation": f"{own('partner_id', 'on_behalf_of_id', 'provider_id')} OR {IS_CUSTOMER}",
    "invitations_invitationlink": through("invitations_invitation", "invitations_invitationlink.invitation_id"),
    "invitations_invitationbatch": own("partner_id"),
    "invitations_invitationbatchrow": through("invitations_invitationbatch", "invitations_invitationbatchrow.batch_id"),
    "webhooks_webhookendpoint": own("partner_id"),
    "webhooks_webhookdelivery": through("webhooks_webhookendpoint", "webhooks_webhookdelivery.endpoint_id"),
    "webhooks_webhookattempt": through("webhooks_webhookdelivery", "webhooks_webhookattempt.delivery_id"),
    "notices_notice": labelled("organisation_id"),
    "notices_digest": labelled("organisation_id"),
    "audit_auditevent": f"partner_id = {PARTNER_ID} OR customer_id = {CUSTOMER_ID}",
}


def qual(table: str) -> str:
    """The whole condition of a table's policy."""
    return f"{SEES_ALL} OR {CONDITIONS[table]}"

"""The columns of text that hold no words of anybody."""

# Codes, hashes, names of zones and countries, copies that the portal makes of other columns, and reference data
# that is everybody's to read: no words of anybody's.
CODES = {
    *("clouds.CloudRegion." + name for name in ("code", "host_label", "link_prefix", "name_en", "name_ja")),
    *("clouds.CloudRegion." + name for name in ("operator_en", "operator_ja", "portal_name_en", "portal_name_ja")),
    *("clouds.MarketGroup." + name for name in ("code", "name_en", "name_ja")),
    *("clouds.Market." + name for name in ("iso2", "name_en", "name_ja", "currency")),
    *("partners.Partner." + name for name in ("sort_key", "country", "time_zone")),
    "accounts.OpenSession.session_key",
    *("accounts.User." + name for name in ("password", "email_key", "locale", "time_zone", "operated_clouds")),
    *("teams.TeamInvitation." + name for name in ("email_key", "roles", "language")),
    "teams.SecondFactorRule.roles",
    *("directory.Customer." + name for name in ("sort_key", "country", "language", "time_zone")),
    *("agreements.AgreementText." + name for name in ("version", "title", "body", "sha256")),
    *("agreements.AgreementAcceptance." + name for name in ("sha256", "receipt_hash")),
    *("grants.DirectoryRole." + name for name in ("code", "name_en", "name_ja", "power_en", "power_ja")),
    *("grants.DirectoryRole." + name for name in ("search_text", "source")),
    *("grants.RoleTask." + name for name in ("code", "name_en", "name_ja")),
    *("grants.RoleTemplate." + name for name in ("sort_key", "roles")),
    *("grants.SecurityGroup.sort_key", "grants.AccessAssignment.roles", "partners.PartnershipLink.key_id"),
    *("partners.PartnershipRequest." + name for name in ("recipient_key", "end_reason")),
    *("services.Offer." + name for name in ("service", "name_en", "name_ja")),
    *("services.HealthNotice." + name for name in ("service", "title_en", "title_ja", "text_en", "text_ja")),
    *("services.HealthUpdate.text_en", "services.HealthUpdate.text_ja", "services.Attachment.sha256"),
    "grants.DelegatedAdminGrant.roles",
    *("services.DirectoryUser." + name for name in ("user_name_key", "sort_key", "search_text", "country", "language")),
    *("services.UserImport.digest", "services.UserImportRow.problem"),
    *("relationships.PartnerCustomer." + name for name in ("sort_key", "search_text")),
    *("relationships.CustomerLabel." + name for name in ("label", "sort_key")),  # of its row, by a trigger
    *("invitations.Invitation." + name for name in ("recipient_key", "customer_country", "roles", "end_reason")),
    "invitations.InvitationLink.key_id",
    *("invitations.Acceptance." + name for name in ("decided_as", "language", "receipt_hash")),
    *("outbox.OutboundEmail." + name for name in ("kind", "language", "recipient_key", "cloud_code", "about_type")),
    *("outbox.OutboundEmail." + name for name in ("dedupe_key", "message_id")),
    *("outbox.Suppression.cloud_code", "outbox.Suppression.recipient_key"),
    *("audit.AuditEvent." + name for name in ("action", "cloud_code", "object_type")),
}

"""Words of the mails, a module per occasion; `InvitationsConfig.ready` imports them so that they register."""

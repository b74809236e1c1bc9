"""Words of the mails, a module per occasion; `RelationshipsConfig.ready` imports them so that they register."""

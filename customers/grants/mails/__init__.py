"""Words of the mails about rights, a module per occasion; `GrantsConfig.ready` imports them so that they register."""

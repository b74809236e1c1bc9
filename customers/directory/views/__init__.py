"""The pages of an organisation, on acceptance hosts: registering it, joining it, its people, its domains."""

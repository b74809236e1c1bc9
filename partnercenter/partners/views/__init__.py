"""The pages of partnerships: the two lists, the provider's requests, the reseller's answer, the end."""

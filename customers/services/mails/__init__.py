"""Mails about what was sold, and about service requests."""

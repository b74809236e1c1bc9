"""Mails of partnerships: queued in the action's transaction, written when they are sent."""

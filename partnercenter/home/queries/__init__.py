"""What the home pages read: bounded queries, never a COUNT over everything."""

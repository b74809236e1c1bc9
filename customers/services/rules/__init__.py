"""What may be ordered, changed and managed, and whose a service request is. Pure; tested as tables."""

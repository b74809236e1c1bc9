"""What people fill in: orders and changes of subscriptions, service requests."""

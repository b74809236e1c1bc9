"""Forms: the administration's of partners, staff and partnerships, and the portal's of partnership requests."""

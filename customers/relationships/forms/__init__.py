"""What partners fill in to narrow their list, and operators to mark a contract."""

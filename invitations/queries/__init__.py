"""What pages read, a module per side."""

"""What pages and actions read about rights."""

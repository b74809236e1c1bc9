"""The pages that everybody begins at, and the log."""

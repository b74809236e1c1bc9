"""The way to an authority and back, what is refused, and the page of connected directories."""

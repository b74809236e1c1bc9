"""Forms, a module per side: what the partner fills in, and what the customer answers."""

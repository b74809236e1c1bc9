"""The draft e-mail: its default words, what a sender may write, the fixed box, and the ways to hand it over."""

"""The draft e-mail of a partnership request: its default words, its fixed box, and the whole to hand over."""

"""The account pages: allauth's in our frame, and our own."""

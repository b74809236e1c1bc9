"""English: 28 Nov 2026, 14:05 UTC."""

DATETIME_FORMAT = "j M Y, H:i T"

"""Japanese: 2026年11月28日 14:05（UTC）."""

DATETIME_FORMAT = "Y年n月j日 H:i（T）"

"""Japanese: 2026/11/28 14:05 UTC."""

DATETIME_FORMAT = "Y/m/d H:i T"

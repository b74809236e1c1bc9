"""A partner's pages of its rights: `lists`, one `grant`, its `access`, the partner's `groups` and `templates`."""

"""A partner's pages of its rights: `lists`, one `grant`, its `assignments`, the partner's `groups` and `templates`."""

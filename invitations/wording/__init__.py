"""What the asking side's pages say about requests: tabs, states, turns and timelines, as small values for templates."""

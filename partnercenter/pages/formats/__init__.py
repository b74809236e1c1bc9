"""How the administration writes moments: with their zone (decisions §10). The portal's own pages have `times`."""

"""One canonical form for everything that people type: addresses, domains, names, texts (decisions §10, D36).

A plain package on floor 0: it has no models and imports no other room.
"""

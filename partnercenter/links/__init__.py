"""Links that carry nothing but an unguessable token: made, made again, hashed and recognised (D1-D6).

Invitations and partnerships use them; this package knows neither.
"""

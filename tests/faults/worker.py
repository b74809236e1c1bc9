"""The portal's worker and scheduler, which also know the kinds of mail that tests send.

`BROKER_PATIENCE` is in how many seconds the broker gives a task that nobody has finished to somebody else.
"""

import os

from partnercenter.celery import app

app.conf.imports = ("tests.outbox.mails",)
if patience := os.environ.get("BROKER_PATIENCE"):
    options = dict(app.conf.broker_transport_options) | {"visibility_timeout": int(patience)}
    app.conf.update(broker_transport_options=options, visibility_timeout=int(patience))

"""The portal's worker and scheduler, which also know the kinds of mail that tests send."""

from partnercenter.celery import app

app.conf.imports = ("tests.outbox.mails",)

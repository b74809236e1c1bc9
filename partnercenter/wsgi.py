"""The WSGI application, for granian or any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnercenter.settings")
application = get_wsgi_application()

from partnercenter import celery  # noqa: E402, F401  (the web server wakes the worker through this application)
from partnercenter.clouds.serving import refuse_unknown_clouds  # noqa: E402

refuse_unknown_clouds()

"""Serves a dataset to a browser, from a process and a database of its own.

`python -m tests.browser.serve PORT MODULE`
"""

import os
import shutil
import signal
import sys
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"

import django

django.setup()

from importlib import import_module  # noqa: E402
from socketserver import ThreadingMixIn  # noqa: E402

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def main(port: int, dataset: str) -> None:
    """Serve what the function `fill` of a module puts into the empty, migrated database."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts tests in the background ignores it
    import_module(dataset).fill()
    try:
        with make_server("127.0.0.1", port, StaticFilesHandler(get_wsgi_application()), Server, Silent) as server:
            server.serve_forever()
    finally:
        shutil.rmtree(settings.SCRATCH, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])

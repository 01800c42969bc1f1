"""`python -m operations.healthcheck HOST:PORT`: whether the site answers there as it would to its proxy.

For the container, which has no curl; needs nothing but the site's environment. Exit status 0 when /healthz says 200.
"""

import os
import sys
import urllib.request

SECONDS = 5


def main(place: str) -> int:
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].lstrip(".")
    proxied = {"Host": host, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://{place}/healthz", headers=proxied)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - http, above
            return 0 if answer.status == 200 else 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

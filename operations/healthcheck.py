"""`python -m operations.healthcheck HOST:PORT`: exit status 0 when /healthz there answers 200.

For the health check of the container, which has no curl. The request looks as if it came through the proxy with TLS.
"""

import os
import sys
import urllib.request

SECONDS = 5


def main(address: str) -> int:
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].lstrip(".")
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://{address}/healthz", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310 - http, above
            return 0 if response.status == 200 else 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

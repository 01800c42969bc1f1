"""`python -m tests.services start|stop|status`: the servers that the tests talk to."""

import argparse
import os
import sys
from pathlib import Path

from tests.services import elasticsearch, icaljs, postgresql

ENVIRONMENT = Path(__file__).parents[2] / "var" / "services.env"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.services", description=__doc__)
    parser.add_argument("what", choices=["start", "stop", "status"])
    parser.add_argument("--nodes", type=int, default=1, help="of Elasticsearch")
    parser.add_argument("--heap", default=elasticsearch.HEAP, help="of each node, such as 4g")
    options = parser.parse_args()
    if options.what == "start":
        icaljs.install()
        write_environment({**postgresql.start(), **elasticsearch.start(options.nodes, options.heap)})
    elif options.what == "stop":
        ENVIRONMENT.unlink(missing_ok=True)
        postgresql.stop()
        elasticsearch.stop()
    for service in (postgresql, elasticsearch, icaljs):
        print(service.status())
    return 0


def write_environment(values: dict[str, str]) -> None:
    """The file that `tests/conftest.py` reads."""
    scratch = ENVIRONMENT.with_suffix(f".{os.getpid()}")
    scratch.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    scratch.replace(ENVIRONMENT)


if __name__ == "__main__":
    sys.exit(main())

"""The twenty dearest anonymous requests, as multiples of a normal search's CPU time in the same server.

Measured with the plans that are loaded, over every address of `tests.costly_addresses` and a hundred drawn ones.
"""

from __future__ import annotations

import http.client
from random import Random

from django.utils.encoding import iri_to_uri

from tests.bench.page_costs import FRESH, cost, served
from tests.costly_addresses import Values, drawn, handmade

NORMAL = "/sok/?q=bibliotek"
DRAWN = 100
SHOWN = 20


def main() -> None:
    values = Values.loaded()
    random = Random(7)
    addresses = [*handmade(values), *(drawn(random, values) for _ in range(DRAWN))]
    with served() as (port, worker):
        normal = cost(port, worker, NORMAL, FRESH)
        rows = [(cost(port, worker, each, FRESH) / normal, size(port, each), each) for each in dict.fromkeys(addresses)]
    print(f"{len(rows)} addresses; {NORMAL} takes {normal:.0f} ms of CPU")
    print(f"{'× normal':>8} {'kB':>6}  address")
    for multiple, kilobytes, each in sorted(rows, reverse=True)[:SHOWN]:
        print(f"{multiple:8.1f} {kilobytes:6.0f}  {each[:110]}")
    print(f"largest: {max(kilobytes for _multiple, kilobytes, _address in rows):.0f} kB")


def size(port: int, address: str) -> float:
    """Kilobytes of an answer's body, uncompressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", iri_to_uri(address), headers={"Cookie": FRESH})
    body = connection.getresponse().read()
    connection.close()
    return len(body) / 1000

"""What a page costs: CPU time as a multiple of a trivial view in the same process, and its database queries."""

import statistics
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from library_plans.models import Edition

ROUNDS = 30
SEARCHES = ("", "q=bibliotek", "q=läsfrämjande", "q=nationella+minoriteter", "q=%22meröppet+bibliotek%22")


def addresses() -> list[str]:
    """One of each kind of page, from the data that is loaded."""
    edition = Edition.objects.placed().filter(page_count__gt=4).order_by("pk").first()
    if edition is None:
        raise SystemExit("No plans are loaded: run `make run` once first.")
    plan = edition.plan.get_absolute_url()
    owner = plan.removesuffix("/").rpartition("/")[0] + "/"
    reader = f"{plan}{edition.number}/sida/3/"
    searches = [f"/sok/?{query}" for query in SEARCHES]
    return ["/", "/planer/", owner, plan, reader, f"{reader}?q=bibliotek", *searches, "/api/v1/search?q=bibliotek"]


def cost(client: Client, address: str) -> float:
    """Median CPU milliseconds of one request after a warm-up."""
    client.get(address)
    spent = []
    for _round in range(ROUNDS):
        began = time.process_time()
        response = client.get(address)
        response.close()
        spent.append(time.process_time() - began)
    return statistics.median(spent) * 1000


def main() -> None:
    client = Client()
    floor = cost(client, "/floor/")
    print(f"{'address':60} {'CPU ms':>8} {'× floor':>8} {'queries':>8}")
    print(f"{'floor':60} {floor:8.2f} {1:8.1f} {0:8}")
    for address in addresses():
        milliseconds = cost(client, address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        print(f"{address[:60]:60} {milliseconds:8.2f} {milliseconds / floor:8.1f} {len(queries):8}")

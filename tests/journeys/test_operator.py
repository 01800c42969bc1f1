"""An operator's way, by the commands of docs/operations.md word for word: from an empty machine to a site, and back.

What they are run on, and which few of them have a stand-in: `tests/journeys/machine.py`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.machine import Machine, documented_commands, machine
from tests.journeys.test_backup import LOOK

pytestmark = [pytest.mark.needs("mount", "nginx", "pg_ctlcluster"), pytest.mark.slow]
SITE = "https://plats.example.se"
PAGES = ("/", "/planer/", "/planer/0180-stockholm/", "/sok/?q=bokbussen", "/regioner/", "/logga-in/", "/healthz")
FEWER_PROCESSES = (
    "WEB_CONCURRENCY=2",
    "WEB_CONCURRENCY=1",
)  # the one change to what is written: saves 30 s
OWNERS = {"0180": "Stockholm", "1281": "Lund", "2480": "Umeå"}
LIST = "file,owner_codes,kind,title\n" + "".join(
    f"{code}.html,{code},kommunal,Biblioteksplan för {name}\n" for code, name in OWNERS.items()
)
PARAGRAPH = "<p>Bokbussen går till varje by i kommunen, år {year}, och biblioteket hålls öppet för barn och unga.</p>"
PLAN = "<html lang=sv><title>Plan</title><h1>Biblioteksplan för {name}</h1>" + "".join(
    PARAGRAPH.format(year=year) for year in range(2026, 2066)
)
UPLOAD = """
from io import BytesIO
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
png = BytesIO()
Picture.new("RGB", (200, 100), "green").save(png, "PNG")
Image.objects.create(title="Åskådlig bild", file=ImageFile(png, name="bild.png")).get_rendition("width-100")
Document.objects.create(title="Underlag", file=ContentFile(b"a;b", name="underlag.csv"))
"""
CHECKSUMS = "cd /var/lib/traffpunkt && find media plan-files -type f -exec sha256sum {} + | sort"
MAIL_SERVER = "/usr/bin/python3 -u -W ignore -m smtpd -n -c DebuggingServer 127.0.0.1:25 > /var/log/mail 2>&1 &"


class Operator:
    """Works on a machine by what is written, and looks at the site as its readers do."""

    def __init__(self, machine: Machine) -> None:
        self.run = machine.run
        blocks = [block.replace(*FEWER_PROCESSES) for block in documented_commands("A site on Debian")]
        self.names, *self.installation = blocks

    def follow(self, *blocks: str) -> str:
        return self.run("".join([self.names, *blocks]))

    def python(self, code: str) -> Any:
        output = self.run(f"traffpunkt-manage shell --no-imports -c '{code}'")
        return json.loads(output.strip().splitlines()[-1])

    def get(self, address: str, *options: str) -> tuple[int, str]:
        """Status and body by nginx, with the certificate checked."""
        tls = "--cacert /etc/traffpunkt/tls.crt --connect-to ::127.0.0.1:"
        written = self.run(f"curl --silent {tls} {' '.join(options)} --write-out '\\n%{{http_code}}' '{address}'")
        body, _, status = written.rpartition("\n")
        return int(status), body

    def wait(self) -> None:
        """Until the pages are served: systemd waits for gunicorn, its stand-in does not."""
        self.run("curl --silent --fail --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:8000/healthz")

    def state(self) -> tuple[Any, str]:
        """Rows of every table and answers; checksums of files."""
        return self.python(LOOK), self.run(CHECKSUMS)


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    """With a site that was installed, and three plans."""
    with machine(tmp_path_factory.mktemp("machine")) as running:
        operator = Operator(running)
        running.run(f"mkdir -p /var/lib/traffpunkt; ln -s /language /var/lib/traffpunkt/language\n{MAIL_SERVER}")
        operator.follow(*operator.installation)
        write_plans(running, Path("/srv/plans"))
        running.run("traffpunkt-manage ingest_plans /srv/plans/list.csv")
        operator.python(UPLOAD + "print(0)")
        yield operator


def write_plans(running: Machine, folder: Path) -> None:
    files = {"list.csv": LIST, **{f"{code}.html": PLAN.format(name=name) for code, name in OWNERS.items()}}
    for name, text in files.items():
        running.run(f"umask 022; mkdir -p {folder}; cat > {folder / name} <<'END'\n{text}\nEND")


def test_the_site_is_served_by_nginx_with_tls(operator: Operator) -> None:
    answers = {path: operator.get(SITE + path) for path in PAGES}

    assert {path: status for path, (status, _body) in answers.items()} == dict.fromkeys(PAGES, 200)
    assert "<mark>Bokbussen</mark>" in answers["/sok/?q=bokbussen"][1]
    [style] = [line for line in answers["/"][1].splitlines() if "/static/css/base." in line]
    assert operator.get(SITE + style.split('href="')[1].split('"')[0])[0] == 200
    assert operator.get("http://plats.example.se/planer/", "--output /dev/null")[0] == 301
    assert operator.get(f"{SITE}/metrics")[0] == 404


def test_every_part_is_up_and_mail_leaves(operator: Operator) -> None:
    arrived = operator.run("timeout 60 sh -c 'until grep --max-count 1 ^b.To: /var/log/mail; do sleep 0.5; done'")
    ready = operator.run(
        ". /etc/traffpunkt/environment; curl --silent --fail http://127.0.0.1:8000/readyz"
        ' --header "Authorization: Bearer $MONITORING_TOKEN"'
    )

    assert arrived == "b'To: redaktor@example.se'\n"
    assert {name: part["state"] for name, part in json.loads(ready).items()} == dict.fromkeys(
        ("database", "worker", "scheduler", "search", "disk"), "up"
    )
    assert json.loads(ready)["worker"]["age_seconds"] < 60


def test_no_log_of_requests_has_a_query_an_address_or_a_referrer(operator: Operator) -> None:
    operator.get(f"{SITE}/sok/?q=hemligt", "--referer http://annan.example/sida")
    logs = "/var/log/nginx/traffpunkt.log /var/log/units/traffpunkt-web.log"

    assert operator.run(f"grep --count '/sok/ 200' {logs} | cut --delimiter : --fields 2").split() == ["2", "2"]
    assert operator.run(f"grep -E 'hemligt|bokbussen|127\\.0\\.0\\.1 |annan' {logs} || true") == ""


def test_a_site_is_upgraded_while_it_is_read_and_taken_back(operator: Operator) -> None:
    names, install, change, go_on, back = documented_commands("Upgrade and rollback")
    before = operator.state()
    operator.follow(names, install, change)
    operator.wait()
    read = {path: operator.get(SITE + path)[0] for path in PAGES}
    status, page = operator.get(f"{SITE}/logga-in/", "--data username=x")

    assert read == dict.fromkeys(PAGES, 200)
    assert (status, "Det du skickade har inte sparats." in page) == (503, True)
    used = operator.run("readlink /opt/traffpunkt/current; grep --count traffpunkt_0_2_0 /etc/traffpunkt/environment")
    assert used == "0.2.0\n2\n"

    operator.follow(names, go_on)
    operator.wait()
    assert operator.get(f"{SITE}/logga-in/", "--data username=x")[0] == 403  # without a token against forgery
    assert operator.state() == before

    operator.follow(names, back)
    operator.wait()
    assert operator.run("readlink /opt/traffpunkt/current") == "0.1.0\n"
    assert operator.state() == before


def test_a_site_that_is_lost_is_restored(operator: Operator) -> None:
    backup, lose, restore = documented_commands("Restore")
    before = operator.state()
    operator.follow(backup)
    operator.follow(lose)
    operator.follow(restore)

    assert operator.state() == before
    (found, files) = before
    assert (found["editions"], found["hits"]) == (3, 6)
    kinds = Counter(line.rpartition(".")[2] for line in files.splitlines())
    assert kinds == {"html": 3, "png": 3, "csv": 1}  # an image and its rendition, and one that every site has
    assert {status for status, _body in found["answers"].values()} == {200}

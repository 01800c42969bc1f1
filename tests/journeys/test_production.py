"""A real site from nothing: the image's build and every service of compose, as written, on PostgreSQL.

Without containers: the same source, commands and environment, with folders, ports and servers of this machine.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.deployment import ROOT, build_commands, compose, filled, image_environment, is_copied
from tests.journeys.site import SiteInstance, free_port, get, wait_until

ENV_FILE = {
    "SECRET_KEY": "k" * 50,
    "SITE_URL": "https://plats.example",
    "ALLOWED_HOSTS": "plats.example",
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "plats@plats.example",
    "POSTGRES_PASSWORD": "secret",
    "ELASTIC_PASSWORD": "secret",
}
PROXY = {"Host": "plats.example", "X_Forwarded_Proto": "https"}
LIST = "file,owner_codes,kind,title\nplan.html,0180,kommunal,Biblioteksplan för Stockholm\n"
PARAGRAPH = "<p>Bokbussen går till varje by i kommunen, år {year}, och biblioteket hålls öppet för barn och unga.</p>"
PLAN = "<html lang=sv><title>Plan</title><h1>Biblioteksplan</h1>{}".format(
    "".join(PARAGRAPH.format(year=year) for year in range(2026, 2066))
)
TASK = """
import json
from library_plans.models import Edition
from library_plans.tasks import read_edition_file
print(json.dumps(str(read_edition_file.enqueue(Edition.objects.get().pk).id)))
"""
STATUS = """
import json
from django_tasks_db.models import DBTaskResult
print(json.dumps(DBTaskResult.objects.get(pk="{}").status))
"""


@pytest.fixture
def image(tmp_path) -> Path:
    """The source as the image has it."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in filter(is_copied, names):
        if (ROOT / name).exists():
            (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / "site" / name)
    return tmp_path / "site"


class Deployment:
    """The commands and environments of the two files, with the folders and servers of this machine."""

    def __init__(self, image: Path, database: str) -> None:
        self.image = image
        self.port = free_port()
        self.database = database
        self.folders = {"/var/lib/traffpunkt": str(image.parent / "var"), "/srv/static": str(image.parent / "static")}

    def here(self, text: str) -> str:
        for theirs, ours in self.folders.items():
            text = text.replace(theirs, ours)
        return text.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}").replace(":8000", f":{self.port}")

    @property
    def build(self) -> SiteInstance:
        return SiteInstance({name: self.here(value) for name, value in image_environment().items()}, self.image)

    @property
    def site(self) -> SiteInstance:
        written = compose()["services"]["site"]["environment"]
        servers = {"DATABASE_URL": self.database, "SEARCH_URL": self.database, "SEARCH_FAILOVER_URL": ""}
        own = {name: filled(value, ENV_FILE) for name, value in written.items()}
        return SiteInstance({**self.build.environment, **own, **servers}, self.image)

    def command(self, service: str) -> list[str]:
        return shlex.split(self.here(compose()["services"][service]["command"]))

    def healthcheck(self) -> list[str]:
        _cmd, *command = compose()["services"]["site"]["healthcheck"]["test"]
        return [self.here(word) for word in command]

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        status, body = get(f"http://127.0.0.1:{self.port}{path}", **headers)
        return status, body.decode()


@pytest.mark.needs("postgresql")
def test_site_is_deployed_into_an_empty_folder(image, postgresql_url, tmp_path):
    deployment = Deployment(image, postgresql_url)
    for command in build_commands():
        deployment.build.execute(["sh", "-c", command])
    site = deployment.site
    site.execute(deployment.command("prepare"))
    site.execute(deployment.command("prepare"))  # as at each start
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "list.csv").write_text(LIST)
    (tmp_path / "plans" / "plan.html").write_text(PLAN)
    taken = json.loads(site.run("ingest_plans", str(tmp_path / "plans" / "list.csv"), "--json").splitlines()[-1])

    def healthy() -> bool:
        try:
            site.execute(deployment.healthcheck())
        except AssertionError:
            return False
        return True

    assert (taken["new"], taken["failed"]) == (1, 0)
    assert not healthy()
    with site.running(*(deployment.command(service) for service in ("site", "worker", "scheduler"))):
        wait_until(healthy, 60, "the site is healthy")
        task = site.run_python(TASK)
        pages = ("/", "/planer/", "/planer/0180-stockholm/", "/sok/?q=bokbussen", "/regioner/", "/admin/login/")
        answers = {path: deployment.get(path, **PROXY) for path in pages}
        found = {path: status for path, (status, _body) in answers.items()}
        style = re.findall(r'href="(/static/[^"]+\.css)"', answers["/"][1])
        wait_until(lambda: site.run_python(STATUS.format(task)) == "SUCCESSFUL", 60, f"the worker does task {task}")

        assert found == dict.fromkeys(pages, 200)
        assert "<mark>Bokbussen</mark>" in answers["/sok/?q=bokbussen"][1]
        assert "noindex" not in answers["/"][1]
        assert {deployment.get(path, **PROXY)[0] for path in style} == {200}
        assert deployment.get("/", Host="plats.example")[0] == 301  # to https
        assert deployment.get("/", Host="annan.example", X_Forwarded_Proto="https")[0] == 400

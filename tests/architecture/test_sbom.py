"""The software bill of materials is valid CycloneDX and names what the image installs, all of it, with checksums."""

import json
import os
import re
import subprocess

from tests.architecture.test_requirements import ROOT, locked


def test_the_bill_of_materials_is_complete(tmp_path):
    bill = tmp_path / "sbom.json"  # `make sbom` validates it by the schema of CycloneDX, and fails if it must
    subprocess.run(["make", "-s", "-o", ".venv/.dev", "sbom", f"SBOM={bill}"], cwd=ROOT, check=True, env=os.environ)
    found = json.loads(bill.read_text())
    named = {each["name"].lower().replace("_", "-").replace(".", "-"): each["version"] for each in found["components"]}
    hashes = [each["externalReferences"][0]["hashes"] for each in found["components"]]

    assert found["bomFormat"] == "CycloneDX"
    assert named == locked("requirements-production")
    assert all(hashes)
    assert {hash_["alg"] for each in hashes for hash_ in each} == {"SHA-256"}


def test_the_image_installs_the_lock_that_the_bill_is_made_from():
    recipe = (ROOT / "Makefile").read_text().partition("\nsbom:")[2].partition("\n\n")[0]

    assert set(re.findall(r"requirements[\w-]*\.txt", recipe)) == set(
        re.findall(r"-r (requirements[\w-]*\.txt)", (ROOT / "Dockerfile").read_text())
    )

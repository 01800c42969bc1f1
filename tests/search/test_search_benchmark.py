import json
import lzma
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CORPUS = [
    {"id": "a", "title": "Lag om bibliotek", "section": "Ändamål", "text": "Biblioteken ska främja läsning."},
    {"id": "b", "title": "Lag om bibliotek", "section": "Avgifter", "text": "Lån av böcker är gratis."},
    {"id": "c", "title": "Lag om skolor", "section": "", "text": "Elever ska ha tillgång till skolbibliotek."},
]
QUERIES = [
    {"kind": "exact", "q": "främja läsning", "targets": ["a"]},
    {"kind": "heading", "q": "Avgifter", "targets": ["b"]},
    {"kind": "exact", "q": "okändaord", "targets": ["c"]},
]


def lines(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.mark.parametrize("packed", [False, True])
def test_the_report_has_its_documented_keys(tmp_path: Path, packed: bool):
    corpus, queries, out = tmp_path / f"corpus.jsonl{'.xz' * packed}", tmp_path / "queries.jsonl", StringIO()
    corpus.write_bytes(lzma.compress(lines(CORPUS).encode()) if packed else lines(CORPUS).encode())
    queries.write_text(lines(QUERIES))

    call_command("search_benchmark", corpus=corpus, queries=queries, json=True, stdout=out)

    report = json.loads(out.getvalue())
    assert report["overall"] == {"mrr": 0.6667, "recall": 0.6667}
    assert report["kinds"] == {"exact": {"mrr": 0.5, "recall": 0.5}, "heading": {"mrr": 1.0, "recall": 1.0}}
    assert (report["engine"], report["index"]["passages"]) == ("sqlite", 3)
    assert {name: set(report[name]) for name in ("latency_ms", "index")} == {
        "latency_ms": {"p50", "p95"},
        "index": {"seconds", "bytes", "passages"},
    }


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("search_benchmark", corpus=tmp_path / "nowhere", queries=tmp_path / "nowhere")

"""Searching and saving while the index is rebuilt again and again: no call fails and no change is lost.

Twenty seconds for each engine; `make soak` asks for five minutes by REBUILD_SECONDS.
"""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from search.types import Engine, Record
from tests.factories.search import SOURCE, query, record
from tests.search.contract.engines import EACH, ENGINES

SECONDS = float(os.environ.get("REBUILD_SECONDS", "20"))
RECORDS = 300
FEWEST = 200  # records there are at any time
SEARCHERS = 2
QUERIES = ("bibliotek", "biblioteket läsning", '"bibliotek för alla"', "utgåva*", "biblotek")


class ExpectedRecords:
    """The expected records of the index, which change, come and go as rows of a database do."""

    def __init__(self) -> None:
        self.chance = random.Random(1)
        self.lock = threading.Lock()
        self.texts = {str(number): self.text(number, 0) for number in range(RECORDS)}
        self.saves = 0

    @staticmethod
    def text(number: int, version: int) -> str:
        return f"Bibliotek för alla, utgåva{version}nr{number}. " + "Läsning och lärande. " * 20

    def records(self) -> Iterator[Record]:
        """Yields the records one by one, each as it is when it is reached."""
        for key in sorted(self.texts):
            with self.lock:
                text = self.texts.get(key)
            if text is not None:
                yield self.record(key, text)

    @staticmethod
    def record(key: str, text: str) -> Record:
        return record(key, text, group=f"plan{int(key) // 3}")

    def save(self, engine: Engine) -> None:
        """Change, add or remove one record here, then in the index, as a commit and its refresh do."""
        with self.lock:
            self.saves += 1
            number = self.chance.randrange(RECORDS * 4 // 3)
            key = str(number)
            if key in self.texts and len(self.texts) > FEWEST and self.chance.random() < 0.3:
                del self.texts[key]
            else:
                self.texts[key] = self.text(number, self.saves)
            text = self.texts.get(key)
        if text is None:
            engine.delete(SOURCE, [key])
        else:
            engine.write([self.record(key, text)])


def repeat(until: float, work: Callable[[], object], failures: list[BaseException]) -> None:
    try:
        while time.monotonic() < until:
            work()
            time.sleep(0.01)
    except BaseException as error:
        failures.append(error)


def search(engine: Engine, chance: random.Random, answered: list[int]) -> None:
    words = chance.choice(QUERIES)
    asked = query(engine, words)
    result = engine.search(asked)
    assert result.pages >= FEWEST, f"{words}: {result.pages} pages in the middle of a rebuild"
    assert result.groups, words
    answered.append(result.pages)


@pytest.mark.slow
@pytest.mark.parametrize("engine_name", [each for each in EACH if "memory" not in each.values])
def test_searches_and_saves_go_on_while_the_index_is_rebuilt(engine_name, tmp_path):
    with ENGINES[engine_name](tmp_path) as engine:
        expected, failures, answered = ExpectedRecords(), [], []
        engine.rebuild(expected.records())
        until = time.monotonic() + SECONDS
        chances = [random.Random(number) for number in range(SEARCHERS)]
        work = [lambda chance=chance: search(engine, chance, answered) for chance in chances]
        work.append(lambda: expected.save(engine))
        workers = [threading.Thread(target=repeat, args=(until, each, failures)) for each in work]
        for worker in workers:
            worker.start()
        rebuilds = 0
        while time.monotonic() < until:
            engine.rebuild(expected.records())
            rebuilds += 1
        for worker in workers:
            worker.join()

        assert failures == []
        assert min(rebuilds, expected.saves, len(answered)) > 0
        assert engine.keys(SOURCE) == set(expected.texts)
        assert {hit.record: hit.text for hit in engine.iter_pages(query(engine, "bibliotek"))} == expected.texts
        print(f"{engine_name}: {rebuilds} rebuilds, {expected.saves} saves, {len(answered)} searches")

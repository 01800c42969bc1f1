"""An index on the test cluster."""

from collections.abc import Iterator

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from tests.services.indexes import elasticsearch_engine


@pytest.fixture
def engine() -> Iterator[ElasticsearchEngine]:
    with elasticsearch_engine() as made:
        yield made

"""The connection URL: nodes, index name and credentials."""

import certifi
import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines import engine_at
from search.engines.elasticsearch.connection_url import ConnectionURL, parse_connection_url


@pytest.mark.parametrize(
    ("url", "nodes", "options"),
    [
        ("elasticsearch://one/planer", ("http://one:9200",), {}),
        ("elasticsearch://one:1,two:2/planer", ("http://one:1", "http://two:2"), {}),
        ("elasticsearch://me:p%40ss@one/planer", ("http://one:9200",), {"basic_auth": ("me", "p@ss")}),
        ("elasticsearch://one/planer?api_key=abc", ("http://one:9200",), {"api_key": "abc"}),
        ("elasticsearch+https://one/planer?ca_certs=/ca.pem", ("https://one:9200",), {"ca_certs": "/ca.pem"}),
        ("elasticsearch+https://one/planer?fingerprint=ab", ("https://one:9200",), {"ssl_assert_fingerprint": "ab"}),
        ("elasticsearch://one/planer?timeout=2.5", ("http://one:9200",), {"request_timeout": 2.5}),
    ],
)
def test_a_url_gives_nodes_index_and_credentials(url, nodes, options):
    assert parse_connection_url(url) == ConnectionURL(nodes, "planer", {"request_timeout": 10.0, **options})


@pytest.mark.parametrize(
    "url",
    [
        "elasticsearch:///planer",
        "elasticsearch://one",
        "elasticsearch://one/a/b",
        "elasticsearch://one/Planer",
        "elasticsearch://one/planer?verify=no",
    ],
)
def test_an_incomplete_url_is_refused(url):
    with pytest.raises(ImproperlyConfigured):
        parse_connection_url(url)


def test_the_api_key_of_the_settings_is_used_without_credentials_in_the_url():
    assert parse_connection_url("elasticsearch://one/planer", "key").options["api_key"] == "key"
    assert parse_connection_url("elasticsearch://one/planer?api_key=own", "key").options["api_key"] == "own"
    assert "api_key" not in parse_connection_url("elasticsearch://me:word@one/planer", "key").options


def test_the_client_verifies_certificates_and_sends_the_api_key(settings):
    settings.SEARCH_API_KEY = "a2V5"
    fingerprint = "ab" * 32
    address = f"elasticsearch+https://one:1,two:2/planer?ca_certs={certifi.where()}&fingerprint={fingerprint}"

    client = engine_at(address).cluster.client
    nodes = sorted((node.config for node in client.transport.node_pool.all()), key=lambda node: node.port)

    assert [(node.scheme, node.host, node.port) for node in nodes] == [("https", "one", 1), ("https", "two", 2)]
    assert {(node.verify_certs, node.ca_certs, node.ssl_assert_fingerprint) for node in nodes} == {
        (True, certifi.where(), fingerprint)
    }
    assert client._headers["authorization"] == "ApiKey a2V5"

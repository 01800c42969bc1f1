"""The engine for many machines: an Elasticsearch cluster, one document a group, its pages and chunks nested in it."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]

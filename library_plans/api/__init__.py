"""The register in the public API: plans, editions with their files, and the text of each page."""

from library_plans.api import editions, page_texts, plans

routers = (plans.router, editions.router, page_texts.router)

__all__ = ["routers"]

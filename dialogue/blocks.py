"""StreamField blocks of experiences and proposals."""

from content.blocks import ContentBlock
from library_plans.citations.blocks import PlanQuoteBlock


class ContributionBlock(ContentBlock):
    """Content blocks and quotes from plans."""

    plan_quote = PlanQuoteBlock()

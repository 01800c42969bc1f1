"""The text of an experience or a proposal."""

from content.blocks import ContentBlock
from library_plans.citations.blocks import PlanQuoteBlock


class ContributionBlock(ContentBlock):
    """A text that may show how a plan puts it."""

    plan_quote = PlanQuoteBlock()

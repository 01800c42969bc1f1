"""What the helper process of the sandbox has ready before it forks: all readers, and no garbage to look through."""

import gc

from extraction import worker

__all__ = ["worker"]

gc.collect()
gc.freeze()  # a collection in a child would touch, and so copy, every page of memory that it shares

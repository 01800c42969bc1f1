"""Imported by the sandbox's fork server before it forks: loads all readers and freezes the garbage collector."""

import gc

from extraction import worker

__all__ = ["worker"]

gc.collect()
gc.freeze()  # a collection in a child would touch, and so copy, every page of memory that it shares

"""Captions: reads WebVTT and SRT files strictly, and writes WebVTT that browsers show as it was read."""

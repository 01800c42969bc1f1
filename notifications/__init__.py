"""Mail about what happens: who is told, when, and what was sent."""

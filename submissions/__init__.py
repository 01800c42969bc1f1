"""Cases: what is sent in, by whom and when, and what becomes of it."""

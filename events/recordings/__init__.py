"""Recordings of programme items: captions, what is said in them, and a page for each."""

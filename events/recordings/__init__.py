"""Recordings of programme items: captions, transcripts and a page for each."""

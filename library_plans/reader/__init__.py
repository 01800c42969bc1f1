"""Reading an edition: contents, pages with marked words, files."""

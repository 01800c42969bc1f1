"""Reading an edition: table of contents, rendered pages, search within the document."""

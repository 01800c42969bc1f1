"""Translation of pages: page types, languages, admin views and report."""

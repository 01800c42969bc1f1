"""How answers leave the site: page cache, range requests, CSV, security headers. No models, no pages."""

"""HTTP responses: page cache, validators, range requests, CSV, security headers. No models, no pages."""

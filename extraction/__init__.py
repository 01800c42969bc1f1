"""From the bytes of a file to pages and passages. Free of Django and of the database."""

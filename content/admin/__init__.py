"""What the Wagtail admin needs beside Wagtail's own."""

"""Images and documents that editors upload: access control and serving."""

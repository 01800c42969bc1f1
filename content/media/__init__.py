"""Images and documents that editors upload: who may have them, and how they are sent."""

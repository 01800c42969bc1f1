"""Many plans at once: files and lists come in as a batch, are read and looked through, entered, perhaps taken back."""

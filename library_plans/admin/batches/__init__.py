"""The admin's views of batches: many plans at once."""

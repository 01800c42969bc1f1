"""The statuses of plans and owners in the database: written from the rules, read by day, checked."""

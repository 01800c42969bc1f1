"""From a collected file to a read edition: registration, extraction, storing."""

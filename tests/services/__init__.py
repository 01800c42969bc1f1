"""Real servers for the tests, on loopback, with everything they write under `var/services/`."""

"""Page types of nobody's, on which the abstract bases are tried."""

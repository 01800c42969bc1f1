"""Public pages of the register and the reader."""

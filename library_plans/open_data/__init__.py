"""The register and the texts of plans as open data: what may be given away, and the archive of all of it."""

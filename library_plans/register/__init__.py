"""The register as readers meet it: owners, plans, and how they stand."""

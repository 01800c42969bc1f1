"""Words and pages that no output may show."""

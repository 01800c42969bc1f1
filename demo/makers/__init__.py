"""From a draft to a file, each with the truth about what was written where."""

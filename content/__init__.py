"""What every page type builds on. Knows no other app but `delivery`."""

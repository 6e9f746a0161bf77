"""Identity resolution judged against a known truth."""

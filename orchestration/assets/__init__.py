"""Dagster wiring: an asset calls one function of another package and does nothing itself."""

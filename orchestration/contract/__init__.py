"""The source contract: what every source table must hold."""

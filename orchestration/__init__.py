"""tresse: lands a shop's data, guards it, builds the customer view and publishes segments."""

"""Gates: Great Expectations holds every raw table against the contract before dbt builds."""

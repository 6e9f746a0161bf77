"""What the Python around dbt does where Spark builds: hand over, bring back, and say why not."""

"""Gates: Great Expectations holds every raw table against the contract before dbt builds."""

import sys
from types import ModuleType
from typing import cast

# Great Expectations tries Spark Connect, which ends any process without a main file (`python -c`, a
# worker of a test run) and with exit code 0. The gates use nothing of Spark.
sys.modules.setdefault("pyspark.sql.connect", cast(ModuleType, None))

"""Lets the tests import `benchmarks`, which stands beside the package and is not installed.

The folder goes to the end of the path, so that `rulesim` is still found where it was installed.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

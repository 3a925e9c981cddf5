"""What holds for every test.

Properties are tested under the profile that `strategies` loads: no deadline, for machines are busy at times. Compiled
modules are kept, even where the shell asks for none to be: else every process that a test starts compiles all of them.
"""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import strategies  # noqa: E402, F401

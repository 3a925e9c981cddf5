"""What holds for every test.

Properties are tested under the profile that `strategies` loads: no deadline, for machines are busy at times. Compiled
modules are kept, even where the shell asks for none to be: else every process that a test starts compiles all of them.
A key press stops what is tested, also where these tests themselves run in the background of a shell that ignores it.
"""

import os
import signal
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
signal.signal(signal.SIGINT, signal.default_int_handler)

import strategies  # noqa: E402, F401

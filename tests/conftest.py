"""Processes that tests start find their bytecode ready."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile

# Where Python is told to leave no bytecode beside the sources, every process that a test starts would compile all of them
# anew. For as long as the tests run it is kept elsewhere, for them and for the processes that share their work.
if sys.dont_write_bytecode:
    _kept = tempfile.mkdtemp(prefix="bytecode-")
    atexit.register(shutil.rmtree, _kept, ignore_errors=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = _kept

"""Begin: the package is found beside this file, for Pandu itself is not to be had."""

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import_module("child.looking").main()

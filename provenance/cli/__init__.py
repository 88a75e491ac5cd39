"""The command line: `provenance explain article.txt`, and what else a shell is good for.

Exit codes: 0 fine, 1 `validate` or `lint` found something, 2 the input cannot be used. Nothing a user can
give ends in a traceback.
"""

from provenance.cli.program import main

__all__ = ["main"]

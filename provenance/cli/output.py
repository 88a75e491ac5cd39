"""What the command line prints, and the codes that it ends with."""

import sys

from provenance.given import safe

__all__ = ["FINDINGS", "FINE", "UNUSABLE", "complain", "tell", "write_out"]

FINE, FINDINGS, UNUSABLE = 0, 1, 2


def complain(message: str, code: int = UNUSABLE) -> int:
    """Say on standard error what was wrong; return the code to end with."""
    print(f"provenance: {message}", file=sys.stderr)
    return code


def tell(text: str) -> None:
    """Print text from a dossier: control characters, which a terminal would obey, shown as escapes."""
    encoding = sys.stdout.encoding or "utf-8"
    print(safe(text).encode(encoding, "backslashreplace").decode(encoding))


def write_out(data: str | bytes) -> None:
    """Write a document to standard output, in UTF-8 whatever the terminal's encoding is."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(data if isinstance(data, str) else data.decode("latin-1"))
    else:
        sys.stdout.flush()
        binary.write(data.encode("utf-8") if isinstance(data, str) else data)

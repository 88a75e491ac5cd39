"""Whether kept data can stand in a JSON-LD document as it is."""

from typing import Any

__all__ = ["is_speakable"]


def is_speakable(value: Any) -> bool:
    """Tell whether kept data means in our document what it meant where it was read, and harms nobody.

    Nothing with keywords but types and ids: a `@context` inside it would have others fetch it.
    """
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            for key, inner in item.items():
                if key == "@type":
                    if not _are_strings(inner):
                        return False
                elif key == "@id":
                    if not isinstance(inner, str):
                        return False
                elif not key or key[0] == "@" or ":" in key:
                    return False
                else:
                    waiting.append(inner)
    return True


def _are_strings(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
    )

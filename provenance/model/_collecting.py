"""Making very many objects at once, without the garbage collector looking on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_paused"]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause Python's cyclic garbage collector, if it was running, and let it run again after.

    Records hold no cycles, so that while a large file is read, or thousands of words are made, the
    collector finds nothing, and takes more than half of the time to do so.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            if hasattr(gc, "freeze") and gc.get_freeze_count() == 0:  # what others froze stays frozen
                # What was read is there to stay: it goes straight to the old ones, instead of being looked
                # through once among the young, which would take a sixth of the time of reading.
                gc.freeze()
                gc.unfreeze()
            gc.enable()

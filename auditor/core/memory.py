"""Memory that is not needed any more."""

import ctypes
import gc


def give_back() -> None:
    """Give what is free back to the system: a C library that can do that (glibc) keeps it for itself otherwise."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)

"""What a strategy raised, as a sentence."""

import os
import traceback

from ._variants import Broken

# What functions and LibTorch raise on purpose for input that they do not take.
CLEAR = (ValueError, IndexError, TypeError, RuntimeError)
MOST_FRAMES = 2
HERE = os.path.dirname(os.path.abspath(__file__))


def _place(frame):
    line = f": {frame.line}" if frame.line else ""
    return f"{os.path.basename(frame.filename)}:{frame.lineno} in {frame.name}{line}"


def place_of(error):
    """Where it was raised: the last lines of its traceback, the innermost first; empty when that is not known."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__)
              if os.path.dirname(os.path.abspath(frame.filename)) != HERE and not frame.filename.startswith("<frozen")]
    return ", called by ".join(_place(frame) for frame in reversed(frames[-MOST_FRAMES:]))


def describe(error):
    """Its text, with the place on the first line; whether it is a clear error: of a kind that is raised on purpose, with
    a message; and of a variant's broken promise the property and the check, else two empty texts."""
    broken = (getattr(error, "property", ""), getattr(error, "check", "")) if isinstance(error, Broken) else ("", "")
    message = str(error).strip("\n")
    if broken[0]:
        return message, False, *broken
    first, _, rest = message.partition("\n")
    place = place_of(error)
    text = type(error).__name__ + (f": {first}" if first.strip() else " without a text") + (f" ({place})" if place else "")
    return text + (f"\n{rest}" if rest else ""), isinstance(error, CLEAR) and bool(message.strip()), *broken

"""Checks ways of swapping tensor values: originals untouched, right values, right gradients.

    def blend(a, b, mask):
        return torch.where(mask, b, a), torch.where(mask, a, b)

    swapcheck.verify(blend)

`python3 -m swapcheck fuzz --python FILE` is the whole program.
"""

import re

import torch  # before the engine, which is linked to its libraries

from ._built_for import LIBTORCH

if re.match("[0-9.]*[0-9]", torch.__version__).group() != LIBTORCH:
    raise ImportError(f"swapcheck was built against torch {LIBTORCH}, got torch {torch.__version__}: install it again, by "
                      "pip install --no-build-isolation --force-reinstall --no-cache-dir")

from ._cases import Case, cases, minimal, same_bits
from ._engine import __version__, property_names
from ._strategies import KnownFailure, strategy
from ._verify import Falsified, replay, verify
from ._verification import Failure, Verdict, Verification

Falsified.__module__ = __name__  # which is what tests show

__all__ = [
    "Case", "Failure", "Falsified", "KnownFailure", "Verdict", "Verification", "__version__", "cases", "minimal",
    "property_names", "replay", "same_bits", "strategy", "verify",
]

"""Checks ways of swapping tensor values: originals untouched, right values, right gradients.

    def blend(a, b, mask):
        return torch.where(mask, b, a), torch.where(mask, a, b)

    swapcheck.verify(blend)

`python3 -m swapcheck fuzz --python FILE` is the whole program.
"""

import torch  # noqa: F401  # before the engine, which is linked to its libraries

from ._cases import Case, cases, minimal, same_bits
from ._engine import __version__, property_names
from ._strategies import KnownFailure, strategy
from ._verify import Falsified, replay, verify
from ._verification import Failure, Verdict, Verification

__all__ = [
    "Case", "Failure", "Falsified", "KnownFailure", "Verdict", "Verification", "__version__", "cases", "minimal",
    "property_names", "replay", "same_bits", "strategy", "verify",
]

"""Cases for property-based tests of one's own."""

from . import _engine
from ._engine import Case, minimal as _minimal, same_bits as _same_bits
from ._strategies import FAMILIES

LARGEST_SEED = 2**63 - 1


def cases(family):
    """A Hypothesis strategy of valid cases: `@given(swapcheck.cases("masked"))`.

    family: "whole", "masked", "indexed" or "within". Each case has `args`, what a swap takes, and `expected`, what it has
    to give. Hypothesis draws and replays a seed, and a smaller seed is no simpler case: shrink what fails by `minimal`.
    """
    from hypothesis import strategies  # which only its users have

    if family not in FAMILIES.values():
        raise ValueError(f"family: expected one of {', '.join(FAMILIES.values())}, got {family!r}")
    return strategies.integers(0, LARGEST_SEED).map(lambda seed: _engine.case_of_seed(family, seed))


def minimal(case, fails):
    """The simplest case found for which `fails(case)` is true, or raises AssertionError, beginning at one where it is.

    Every trial gets a case with tensors of its own.
    """
    def failed(trial):
        try:
            return bool(fails(trial))
        except AssertionError:
            return True

    if not failed(case):
        raise ValueError("expected a case that fails, got one that passes")
    return _minimal(case, failed)


def same_bits(a, b):
    """Whether both are dense tensors on the CPU of one dtype and shape whose elements are equal bit for bit.

    NaN payloads and -0.0 count; strides and autograd state do not.
    """
    return _same_bits(a, b)


__all__ = ["Case", "cases", "minimal", "same_bits"]

"""Judging a callable from a test suite or a notebook."""

import inspect
import os
import subprocess
import sys
import tempfile

from . import _engine
from ._source import called_of, entry_of, variant_of
from ._strategies import Declaration, declaration_of, undeclared
from ._verification import verification_of

CASES = 500
SEED = 1
CASE_TIMEOUT = 10.0


class Falsified(AssertionError):
    """A swap is not as documented; `verification` has all that is known."""

    def __init__(self, verification):
        super().__init__(verification.text)
        self.verification = verification


class Settings:
    """What `verify` does where it is not told: the pytest plugin sets it, and hears of every verification."""

    cases = None
    seed = None
    save = None

    @staticmethod
    def on_verified(verification):
        """Called with every verification."""


def _entry(swap, family, name, known_failures):
    """The strategy to judge, as the engine takes it."""
    declared = declaration_of(swap)
    declaration = Declaration(family or declared.family, name or declared.name,
                              tuple(known_failures) or declared.known_failures)
    return entry_of(swap, called_of(undeclared(swap)), declaration)


def _place_of(swap):
    """Where a new process finds the very callable, as "FILE:NAME" or "MODULE:NAME"; None where it cannot."""
    function = undeclared(swap)
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", "")
    if not inspect.isfunction(function) or "<" in name or module not in sys.modules:
        return None
    found = sys.modules[module]
    for part in name.split("."):
        found = getattr(found, part, None)
    if found is not swap:
        return None
    if module != "__main__":
        return f"{module}:{name}"
    file = getattr(sys.modules[module], "__file__", None)
    return f"{os.path.abspath(file)}:{name}" if file and os.path.exists(file) else None


def _judged_apart(place, strategy, options, out):
    """Whether the program has judged it, in processes of its own, into that folder; false where it cannot be loaded."""
    command = [sys.executable, "-m", "swapcheck", "fuzz", "--python", place, "--strategy", strategy, "--out", out, *options]
    path = [folder or os.getcwd() for folder in sys.path]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(path)}, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode in (0, 1):
        return True
    if f"python {place}: " in said:
        return False
    raise RuntimeError("swapcheck: " + (said.splitlines() or [f"the program ended with {done.returncode}"])[-1])


def _options(seed, cases, time, kinds, properties, case_timeout, jobs):
    options = ["--seed", str(seed), "--case-timeout", f"{case_timeout:g}s"]
    options += ["--cases", str(cases)] if cases is not None else []
    options += ["--time", f"{time:g}s"] if time is not None else []
    options += ["--kinds", str(kinds)] if kinds is not None else []
    options += ["--jobs", str(jobs)] if jobs is not None else []
    return options + [word for name in properties for word in ("--property", name)]


def _require(options):
    """Before a process is started, which would say it less well."""
    for name, value, least in options:
        if value is not None and not value >= least:
            raise ValueError(f"{name}: expected {least} or more, got {value!r}")


def _names(properties):
    names = [properties] if isinstance(properties, str) else list(properties or [])
    for name in names:
        if name not in _engine.property_names():
            raise ValueError(f"properties: expected names out of {', '.join(_engine.property_names())}, got {name!r}")
    return names


def _ended(verification, check):
    __tracebackhide__ = True
    Settings.on_verified(verification)
    if check and not verification:
        raise Falsified(verification)
    return verification


def verify(swap, *, cases=None, seed=None, properties=None, time=None, case=None, save=None, family=None, name=None,
           known_failures=(), variant=None, kinds=None, case_timeout=CASE_TIMEOUT, jobs=None, check=True):
    """Judges a swap on a stream of random cases; returns a `Verification`, or raises `Falsified`, an AssertionError.

    The family follows from the parameters' names: (a, b), (a, b, mask), (a, b, index), where index is a tuple of tensors,
    or (x, dim, i, j); `family` says what they cannot. The same seed gives the same cases on every machine.

    cases: how many (500); time: seconds, instead; case: judge this number alone, in this process, as a debugger likes it.
    properties: names, as `swapcheck.property_names()` gives them; none: all. save: a folder for the case files of what
    fails. known_failures: of `KnownFailure`. variant: judge what becomes of it under "compile[:BACKEND]", "vmap", "func",
    "autocast", "fake", "checkpoint" or "packed"; kinds: take shapes, dtypes, layouts and states of so many numbers only, as
    compilers like it. case_timeout: seconds after which a case that does nothing is hung; one that
    is busy has six times as long. jobs: processes. check: raise when it is not as documented.

    A function that a new process can import is judged in processes of its own, which may crash, hang or exit; another
    callable (a lambda, a function in a function, an object), and one that `family`, `name` or `known_failures` say more
    of than its decorator, in this one, which it can take with it.
    """
    __tracebackhide__ = True
    entry = _entry(swap, family, name, known_failures)
    if variant:
        entry = variant_of(entry, variant)
    names = _names(properties)
    _require([("kinds", kinds, 1), ("cases", cases, 1), ("seed", seed, 0), ("time", time, 0.001), ("case", case, 0), ("jobs", jobs, 1),
              ("case_timeout", case_timeout, 0.1)])
    seed = seed if seed is not None else Settings.seed if Settings.seed is not None else SEED
    if case is None and time is None and cases is None:
        cases = Settings.cases or CASES
    save = os.path.abspath(save or Settings.save) if save or Settings.save else ""
    besides = "".join(f", {key}={value!r}" for key, value in (("variant", variant), ("kinds", kinds)) if value is not None)
    is_as_declared = not (family or name or known_failures)
    place = _place_of(swap) if case is None and is_as_declared else None
    if place:
        place += f"+{variant}" if variant else ""
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "run")
            if _judged_apart(place, entry["name"], _options(seed, cases, time, kinds, names, case_timeout, jobs), out):
                return _ended(verification_of(_engine.read_run(out, entry["called"], names, save, besides)), check)
    return _ended(verification_of(_engine.verify(entry, seed, cases, time, case, kinds, names, save, besides)), check)


def replay(swap, file, *, properties=None, family=None, name=None, check=True):
    """Judges a swap on the case of a case file, in this process, by the property that the file names or by these."""
    __tracebackhide__ = True
    entry = _entry(swap, family, name, ())
    return _ended(verification_of(_engine.replay(entry, os.fspath(file), _names(properties))), check)

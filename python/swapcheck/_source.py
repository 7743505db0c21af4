"""Finds strategies in a file or a module."""

import gc
import getpass
import importlib
import importlib.util
import inspect
import os
import sys
import tempfile
import traceback

from ._reproducer import steps_of
from ._strategies import (SIGNATURES, Declaration, SourceError, declaration_of, family_of, parameters_of, strategy_name,
                          summary_of, undeclared)
from ._variants import variants_of



def _shown(error):
    """An error while code was loaded, with the line that it was raised in."""
    said = str(error).strip("\n").partition("\n")[0]
    text = type(error).__name__ + (f": {said}" if said else "")
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}: {type(error).__name__}: {error.msg}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__)
              if not frame.filename.startswith("<frozen") and os.path.dirname(frame.filename) != os.path.dirname(__file__)
              and os.path.basename(os.path.dirname(frame.filename)) != "importlib"]
    return f"{frames[-1].filename}:{frames[-1].lineno}: {text}" if frames else text


def _module_of_file(file):
    if not os.path.isfile(file):
        raise SourceError("expected a Python file, got " + ("a folder" if os.path.isdir(file) else "no such file"))
    name = "swapcheck_file_" + os.path.splitext(os.path.basename(file))[0]
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None:
        raise SourceError("expected a Python file, whose name ends with .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # for what looks itself up there, as dataclasses do
    folder = os.path.dirname(file)
    if folder not in sys.path:
        sys.path.insert(0, folder)  # as `python3 FILE` does
    spec.loader.exec_module(module)
    return module


def _module_of(place):
    try:
        return _module_of_file(place) if os.path.isabs(place) else importlib.import_module(place)
    except SourceError:
        raise
    except BaseException as error:  # SystemExit too
        raise SourceError(f"cannot be loaded: {_shown(error)}") from error


def _attribute_of(module, dotted):
    value = module
    for name in dotted.split("."):
        if not hasattr(value, name):
            raise SourceError(f"expected a callable {dotted}, which {module.__name__} has not")
        value = getattr(value, name)
    if inspect.isclass(value):
        raise SourceError(f"{dotted}: expected a callable that swaps, got a class: name an instance of it")
    if not callable(value):
        raise SourceError(f"{dotted}: expected a callable that swaps, got {type(value).__name__}")
    return value


def called_of(function):
    """The name that a person calls it by."""
    name = getattr(function, "__name__", "")
    return name if name.isidentifier() else "swap"


def _line_of(function):
    plain = undeclared(function)
    code = getattr(plain, "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}: " if code else ""


def entry_of(function, name, declaration):
    """A strategy as the engine takes it. Raises SourceError."""
    family = family_of(function, declaration)
    if family is None:
        names = parameters_of(function)
        got = "parameters that cannot be known" if names is None else f"({', '.join(names)})"
        raise SourceError(f"{_line_of(function)}{name}: expected the parameters {SIGNATURES}, got {got}: "
                          "@swapcheck.strategy(family=...) says what names cannot")
    plain = undeclared(function)
    return {
        "name": strategy_name(declaration.name or name),
        "family": family,
        "summary": summary_of(function),
        "known_failures": [vars(known) for known in declaration.known_failures],
        "function": plain,
        "called": called_of(plain),
        "python_steps": steps_of(plain, family),
    }


def _is_strategy_of(module, name, value):
    if hasattr(value, "__swapcheck__") and not inspect.isclass(value) and not inspect.ismodule(value):
        return isinstance(value.__swapcheck__, Declaration)
    own = inspect.isfunction(value) and value.__module__ == module.__name__
    return own and not name.startswith("_") and family_of(value, Declaration()) is not None


def load(text):
    """The strategies that "FILE", "FILE:NAME" or "MODULE:NAME" names, as the engine takes them; "+vmap" and the like
    behind it ask for variants, which come after each. Raises SourceError."""
    place, name, variants = _parts_of(text)
    # What the compiler sets when it is first imported, which may be in the middle of a call.
    os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", f"{tempfile.gettempdir()}/torchinductor_{getpass.getuser()}")
    module = _module_of(place)
    gc.collect()
    gc.freeze()  # what is there by now is not looked through again: leaks are told from garbage after every call
    if name:
        function = _attribute_of(module, name)
        found = [entry_of(function, name.rpartition(".")[2], declaration_of(function))]
    else:
        found = [entry_of(value, each, declaration_of(value)) for each, value in vars(module).items()
                 if _is_strategy_of(module, each, value)]
    if not found:
        raise SourceError(f"expected a function with the parameters {SIGNATURES}, found none")
    return [each for entry in found for each in (entry, *_variants_of(entry, variants))]


def _parts_of(text):
    """The file or module, the name or "", and the variants."""
    if os.path.exists(text):
        return text, "", []
    folder, slash, last = text.rpartition("/")
    place, *variants = last.split("+")
    place, _, name = place.partition(":")
    return folder + slash + place, name, variants


def variant_of(entry, asked):
    """One variant, like the entry but for its name and what it calls. Raises SourceError."""
    return next(iter(_variants_of(entry, [asked])))


def _variants_of(entry, asked):
    for variant in asked:
        for suffix, function in variants_of(entry["function"], variant).items():
            yield {**entry, "name": f"{entry['name']}+{suffix}", "summary": f"{entry['summary']}: under {suffix}",
                   "known_failures": list(entry["known_failures"]), "function": function, "python_steps": ""}

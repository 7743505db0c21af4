"""What a strategy is called, what it swaps, and what is known to be wrong with it."""

import dataclasses
import functools
import inspect
import re

FAMILIES = {
    ("a", "b"): "whole",
    ("a", "b", "mask"): "masked",
    ("a", "b", "index"): "indexed",
    ("x", "dim", "i", "j"): "within",
}
SIGNATURES = ", ".join(f"({', '.join(names)})" for names in FAMILIES)
NAMESPACE = "python"


class SourceError(Exception):
    """What was named cannot be judged; one sentence."""


@dataclasses.dataclass(frozen=True)
class KnownFailure:
    """A declared fault of a strategy: no finding where the condition holds, and a finding when it never shows.

    property: what fails ("gradient"). reason: why, in a sentence. when: features that a case must have, all of them,
    as `swapcheck list features` names them; "!name" for one that it must not have. checks: checks of the property that
    fail so; none: any. since, until: the first versions of LibTorch that have the fault, and that are mended.
    """

    property: str
    reason: str
    when: tuple = ()
    checks: tuple = ()
    since: str = ""
    until: str = ""
    upstream: str = ""


@dataclasses.dataclass(frozen=True)
class Declaration:
    """What `strategy` was told; None: not told."""

    family: "str | None" = None
    name: "str | None" = None
    known_failures: tuple = ()


class _Declared:
    """A callable that takes no attributes, with its declaration."""

    def __init__(self, function, declaration):
        functools.update_wrapper(self, function)
        self.function = function
        self.__swapcheck__ = declaration

    def __call__(self, *args):
        return self.function(*args)


def strategy(function=None, *, family=None, name=None, known_failures=()):
    """Declares a strategy: what its parameters' names and its own name cannot say.

    family: "whole", "masked", "indexed" or "within". name: what follows "python.", or a whole name with a full stop.
    known_failures: of `KnownFailure`. A decorator, with or without arguments; also a call that takes any callable.
    """
    if family is not None and family not in FAMILIES.values():
        raise ValueError(f"family: expected one of {', '.join(FAMILIES.values())}, got {family!r}")
    declaration = Declaration(family, name, tuple(known_failures))

    def declared(target):
        if not inspect.isfunction(target):
            return _Declared(target, declaration)
        target.__swapcheck__ = declaration
        return target

    return declared if function is None else declared(function)


def declaration_of(function):
    """What was declared; of a callable that was not, nothing is."""
    declaration = getattr(function, "__swapcheck__", None)
    return declaration if isinstance(declaration, Declaration) else Declaration()


def undeclared(function):
    """The callable itself."""
    return function.function if isinstance(function, _Declared) else function


def _signature_of(function):
    function = undeclared(function)
    owner = getattr(function, "__self__", None)
    if inspect.isclass(owner) and getattr(function, "__name__", "") == "apply":  # torch.autograd.Function
        names = list(inspect.signature(owner.forward).parameters.values())
        return names if names and hasattr(owner, "setup_context") and names[0].name != "ctx" else names[1:]
    forward = getattr(function, "forward", None)  # a module's own parameters, not those of its __call__
    return list(inspect.signature(forward if inspect.ismethod(forward) else function).parameters.values())


def parameters_of(function):
    """The names of the parameters that must be given; None when they cannot be known."""
    try:
        signature = _signature_of(function)
    except (TypeError, ValueError):
        return None
    taken = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return tuple(p.name for p in signature if p.kind in taken and p.default is inspect.Parameter.empty)


def family_of(function, declaration):
    """The family that a callable swaps, declared or by its parameters; None when it swaps none."""
    return declaration.family or FAMILIES.get(parameters_of(function))


def strategy_name(name):
    """The strategy of a function of that name: "python.swap-rows" of "swap_rows"."""
    if "." in name:
        return name
    return f"{NAMESPACE}." + (re.sub("[^a-z0-9-]", "-", name.lower().replace("_", "-")).strip("-") or "swap")


def summary_of(function):
    """The first line of its docstring, or its class or name."""
    plain = undeclared(function)
    text = inspect.getdoc(plain) if inspect.isfunction(plain) else None
    return (text or f"{type(plain).__name__} {getattr(plain, '__qualname__', '')}").strip().splitlines()[0]

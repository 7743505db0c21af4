"""A function's source as the steps of a reproducer: with what it uses from its module, it runs by itself."""

import inspect
import textwrap
import types

CALLS = {
    "whole": "{}(a, b)",
    "masked": "{}(a, b, mask)",
    "indexed": "{}(a, b, tuple(index))",
    "within": "{}(x, dim, i, j)",
}
PLAIN = (type(None), bool, int, float, complex, str, bytes)


def _names_in(code):
    """All global names that code uses, that of functions in it included."""
    names = list(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names += _names_in(constant)
    return names


def _source_of(value):
    return textwrap.dedent(inspect.getsource(value)).rstrip("\n")


def _is_plain(value):
    if isinstance(value, (tuple, list)):
        return all(_is_plain(item) for item in value)
    return isinstance(value, PLAIN)


class _Collector:
    """The definitions that a function needs, each before what uses it."""

    def __init__(self, module):
        self.module = module
        self.done = {"torch"}  # which every reproducer imports
        self.lines = []

    def add_global(self, name, scope):
        if name in self.done or name not in scope:
            return
        self.done.add(name)
        value = scope[name]
        if isinstance(value, types.ModuleType):
            self.lines.append(f"import {value.__name__} as {name}")
        elif inspect.isfunction(value) and value.__module__ == self.module and value.__name__ == name:
            self.add_function(value)
        elif inspect.isclass(value) and value.__module__ == self.module and value.__name__ == name:
            self.add_class(value)
        elif _is_plain(value):
            self.lines.append(f"{name} = {value!r}")
        elif hasattr(value, "__qualname__") and "." not in value.__qualname__:
            self.lines.append(f"from {value.__module__} import {value.__qualname__} as {name}")
        else:
            raise TypeError(f"{name} has no source")

    def add_code(self, code, scope):
        for name in _names_in(code):
            self.add_global(name, scope)

    def add_function(self, function):
        if function.__closure__:
            raise TypeError("it has variables of another function")
        self.add_code(function.__code__, function.__globals__)
        self.lines.append(_source_of(function))

    def add_class(self, value):
        for base in value.__bases__:
            self.add_global(base.__name__, inspect.getmodule(value).__dict__)
        for member in vars(value).values():
            function = getattr(member, "__func__", member)
            if inspect.isfunction(function):
                self.add_code(function.__code__, function.__globals__)
        self.lines.append(_source_of(value))


def steps_of(function, family):
    """Lines of a function body that does what the function does; empty where its source cannot be had."""
    if not inspect.isfunction(function) or function.__name__ == "<lambda>":
        return ""
    collector = _Collector(function.__module__)
    try:
        if any(line.lstrip().startswith("@") for line in _source_of(function).splitlines()[:1]):
            raise TypeError("it is decorated")
        collector.add_function(function)
    except (OSError, TypeError):
        return ""
    call = CALLS[family].format(function.__name__)
    return "\n".join([*collector.lines, f"return {call}"])

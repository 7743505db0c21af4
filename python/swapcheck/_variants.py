"""What people do to functions: each makes a strategy `NAME+VARIANT` of a strategy `NAME`, which is judged beside it.

Every variant is a swap of the same family, and is judged by the same properties: under torch.compile, under vmap, with
torch.func's derivatives in place of autograd's, under autocast, and under checkpoints. What a variant promises beside that
(a batch gives what a loop gives, fake tensors have the real ones' strides) it looks at itself, and raises `Broken`.
"""

import itertools
import re

import torch

from ._engine import same_bits
from ._strategies import SourceError


class Broken(Exception):
    """A promise that was not kept: the property ("*" for all) and the check that fail, and a sentence."""

    def __init__(self, prop, check, message):
        super().__init__(message)
        self.property, self.check = prop, check


REFUSALS = ("vmap: ", "Batching rule not implemented", "accessing `data` under vmap", "cannot call `.item()`",
            "data-dependent control flow", "not supported", "not yet supported", "does not support", "not implemented",
            "In order to use an autograd.Function with functorch")


def _is_refusal(text):
    return any(words in text for words in REFUSALS)


def _unless_refused(call):
    """What it returns; where it says clearly that it cannot be done, the call is unsupported."""
    try:
        return call()
    except (RuntimeError, NotImplementedError, ValueError) as error:
        if _is_refusal(str(error)):
            raise Broken("*", "unsupported", str(error).strip().partition("\n")[0]) from error
        raise


def _torch_is_before(*version):
    return tuple(int(part) for part in re.findall("[0-9]+", torch.__version__)[:2]) < version


def _need(variant, *version):
    if _torch_is_before(*version):
        raise SourceError(f"variant {variant}: expected torch {version[0]}.{version[1]} or later, got {torch.__version__}")


def _pair(results):
    return tuple(results) if isinstance(results, (tuple, list)) else (results,)


def _as_given(results):
    """One tensor for one result."""
    return results if len(results) > 1 else results[0]


def _flat(args):
    """The arguments, an index as tensors of its own; and what makes arguments of them again."""
    if len(args) == 3 and isinstance(args[2], tuple):
        return [*args[:2], *args[2]], lambda flat: (*flat[:2], tuple(flat[2:]))
    return list(args), tuple


# torch.compile

def _compiled(function, backend):
    _need("compile", 2, 0)
    import torch._dynamo as dynamo

    for limit in ("cache_size_limit", "recompile_limit", "accumulated_cache_size_limit", "accumulated_recompile_limit"):
        if hasattr(dynamo.config, limit):
            setattr(dynamo.config, limit, 1 << 20)  # beyond it, the function would run uncompiled without a word
    return torch.compile(function, backend=dynamo.lookup_backend(backend))  # looked up now: a wrong name is refused at once


# vmap

def _subsets(places):
    return itertools.chain.from_iterable(itertools.combinations(places, size) for size in range(1, len(places) + 1))


def _names(flat, subset):
    names = ["a", "b", "mask"] if len(flat) == 3 and flat[2].dtype == torch.bool else ["a", "b"]
    if isinstance(flat[1], int):
        names = ["x", "dim", "i", "j"]
    names += [f"index {k}" for k in range(len(flat) - len(names))]
    return ", ".join(names[place] for place in subset)


def _batch_of(first, second, subset):
    """Two elements in each place of the subset, one in the others."""
    return [torch.stack(both) if place in subset else both[0] for place, both in enumerate(zip(first, second))]


def _vmap_over(function, rebuild, batch, subset):
    in_dims = rebuild([0 if place in subset else None for place in range(len(batch))])
    return torch.func.vmap(lambda *args: _pair(function(*args)), in_dims=in_dims)(*rebuild(batch))


def _batched_and_looped(function, rebuild, batch, subset):
    """The results under vmap and by a loop; None where vmap says clearly that it cannot."""
    try:
        batched = _vmap_over(function, rebuild, batch, subset)
    except (RuntimeError, NotImplementedError, ValueError) as error:
        if _is_refusal(str(error)):
            return None
        raise
    elements = ([each[k] if place in subset else each for place, each in enumerate(batch)] for k in range(2))
    return batched, [torch.stack(results) for results in zip(*(_pair(function(*rebuild(each))) for each in elements))]


def _other(argument):
    """Another element for a batch: the same values in another order."""
    if not isinstance(argument, torch.Tensor):
        return argument
    return argument.detach().flip(tuple(range(argument.dim()))).clone()


def _check_batch(function, rebuild, flat, subset):
    with torch.no_grad():
        done = _batched_and_looped(function, rebuild, _batch_of(flat, [_other(each) for each in flat], subset), subset)
    for number, (got, expected) in enumerate(zip(*(done or ((), ())))):
        if not same_bits(got.contiguous(), expected.contiguous()):
            raise Broken("values", "batching", f"vmap over {_names(flat, subset)}: result {number + 1} is not what a loop gives")


def _gradients(results, leaves):
    """Of the results' sum, weighted by small whole numbers; None where nothing records."""
    terms = [(result * torch.arange(1, result.numel() + 1, dtype=result.dtype).remainder(4).reshape(result.shape)).sum()
             for result in results if result.requires_grad]
    return torch.autograd.grad(sum(terms), leaves, allow_unused=True) if terms else [None] * len(leaves)


def _check_gradients_of_batch(function, rebuild, flat, subset):
    dtype = flat[0].dtype
    if dtype not in (torch.float32, torch.float64):
        return
    first = [torch.arange(1, each.numel() + 1, dtype=dtype).reshape(each.shape).requires_grad_()
             if isinstance(each, torch.Tensor) and each.dtype == dtype else each for each in flat]
    leaves = [each for each in first if isinstance(each, torch.Tensor) and each.requires_grad]
    second = [-each if isinstance(each, torch.Tensor) and each.requires_grad else each for each in first]
    with torch.enable_grad():
        done = _batched_and_looped(function, rebuild, _batch_of(first, second, subset), subset)
        if done is None:
            return
        for got, expected in zip(*(_gradients(results, leaves) for results in done)):
            if (got is None) != (expected is None) or (got is not None and not torch.equal(got, expected)):
                raise Broken("gradient", "batching", f"vmap over {_names(flat, subset)}: a gradient is not what a loop gives")


def _is_valid(args):
    """Whether the arguments are of the kind that a batch can be made of: tensors on the CPU, whose operands are alike."""
    flat, _ = _flat(args)
    tensors = [argument for argument in flat if isinstance(argument, torch.Tensor)]
    like = [args[0]] + ([args[1]] if isinstance(args[1], torch.Tensor) else [])
    return all(tensor.device.type == "cpu" for tensor in tensors) and len(tensors) + isinstance(args[1], int) == len(flat) \
        and all(tensor.shape == like[0].shape and tensor.dtype == like[0].dtype for tensor in like)


def _has_inference_tensors(args):
    return any(isinstance(each, torch.Tensor) and each.is_inference() for each in _flat(args)[0])


def _vmapped(function):
    _need("vmap", 2, 0)

    def swap(*args):
        flat, rebuild = _flat(args)
        if not _is_valid(args):
            return function(*args)
        places = [place for place, each in enumerate(flat) if isinstance(each, torch.Tensor)]
        for subset in _subsets(places):
            _check_batch(function, rebuild, flat, subset)
            _check_gradients_of_batch(function, rebuild, flat, subset)
        batch = _batch_of(flat, flat, places)
        results = _unless_refused(lambda: _vmap_over(function, rebuild, batch, places))
        return _as_given(tuple(result[0].clone() for result in results))

    return swap


# torch.func

def _functional(function):
    """A function whose backward is that of torch.func.vjp."""
    _need("func", 2, 0)

    class Functional(torch.autograd.Function):

        @staticmethod
        def forward(rebuild, count, *flat):
            with torch.no_grad():
                return _as_given(tuple(result.clone() for result in _pair(function(*rebuild(list(flat))))))

        @staticmethod
        def setup_context(ctx, inputs, output):
            ctx.rebuild, ctx.count, *flat = inputs
            ctx.others = [None if isinstance(each, torch.Tensor) else each for each in flat]
            ctx.save_for_backward(*(each for each in flat if isinstance(each, torch.Tensor)))

        @staticmethod
        def backward(ctx, *cotangents):
            saved = iter(ctx.saved_tensors)
            flat = [next(saved) if each is None else each for each in ctx.others]
            of_operands, operands = _of_operands(function, ctx.rebuild, flat, ctx.count)
            results, pull = torch.func.vjp(of_operands, *operands)
            full = tuple(torch.zeros_like(result) if cotangent is None else cotangent
                         for result, cotangent in zip(results, cotangents))
            return (None, None, *pull(full), *[None] * (len(flat) - ctx.count))

    def swap(*args):
        flat, rebuild = _flat(args)
        if not _is_valid(args) or _has_inference_tensors(args):
            return function(*args)
        count = 1 if isinstance(args[1], int) else 2
        if _is_dual(flat[:count]):  # forward mode cannot be nested, and there is none of an autograd.Function without jvp
            return Functional.apply(rebuild, count, *flat)
        with torch.inference_mode(False), torch.enable_grad():
            plain = [each.detach().clone() if isinstance(each, torch.Tensor) else each for each in flat]
            _unless_refused(lambda: _check_transforms(function, rebuild, plain, count))
        return Functional.apply(rebuild, count, *flat)

    return swap


def _is_dual(tensors):
    return any(torch._VF._unpack_dual(tensor, level=0)[1] is not None for tensor in tensors)


def _of_operands(function, rebuild, flat, count):
    """The function of the operands alone, and the operands."""
    return lambda *operands: _pair(function(*rebuild([*operands, *flat[count:]]))), flat[:count]


MOST_OF_JACOBIAN = 12


def _check_transforms(function, rebuild, flat, count):
    """jvp, jacrev, jacfwd and hessian on whole numbers, in dtypes that have them exactly: a swap is linear, so that its
    jvp is the swap of the tangents, its Jacobian is that of autograd, row by row, and the hessian of its squares 2 J^T J."""
    if flat[0].dtype not in (torch.float32, torch.float64) or not 0 < flat[0].numel() <= MOST_OF_JACOBIAN:
        return
    grid = torch.arange(flat[0].numel(), dtype=flat[0].dtype).reshape(flat[0].shape)
    of_operands, _ = _of_operands(function, rebuild, flat, count)
    operands, tangents = [grid + k for k in range(count)], [2 * grid - k for k in range(count)]
    for got, expected in zip(torch.func.jvp(of_operands, tuple(operands), tuple(tangents))[1], of_operands(*tangents)):
        if not torch.equal(got, expected):
            raise Broken("forward-mode", "jvp", "torch.func.jvp is not the swap of the tangents")
    others = operands[1:]
    expected = _jacobian_by_rows(lambda x: of_operands(x, *others)[0], grid)
    for name in ("jacrev", "jacfwd"):
        if not torch.equal(getattr(torch.func, name)(lambda x: of_operands(x, *others)[0])(grid), expected):
            raise Broken("gradient", name, f"torch.func.{name} of result 1 by the first operand is not what autograd gives")
    got = torch.func.hessian(lambda x: (of_operands(x, *others)[0] ** 2).sum())(grid)
    rows = expected.reshape(-1, grid.numel())
    if not torch.equal(got.reshape(grid.numel(), grid.numel()), 2 * rows.T @ rows):
        raise Broken("second-order", "hessian", "torch.func.hessian of result 1's squares by the first operand is not 2 J^T J")


def _jacobian_by_rows(of_first, point):
    leaf = point.clone().requires_grad_()
    result = of_first(leaf)
    if not result.requires_grad:
        return torch.zeros(result.shape + point.shape, dtype=point.dtype)
    rows = [torch.autograd.grad(element, leaf, retain_graph=True, allow_unused=True)[0] for element in result.reshape(-1)]
    return torch.stack([torch.zeros_like(point) if row is None else row for row in rows]).reshape(result.shape + point.shape)


# autocast, checkpoints

def _autocast(function):
    def swap(*args):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return function(*args)

    return swap


def _checkpointed(function):
    from torch.utils.checkpoint import checkpoint

    def swap(*args):
        if _has_inference_tensors(args):  # which nothing can save for a backward pass
            return function(*args)
        return checkpoint(function, *args, use_reentrant=False)

    return swap


def _packed(function):
    """Saved tensors are packed as copies, and unpacked as copies of these."""
    def swap(*args):
        with torch.autograd.graph.saved_tensors_hooks(lambda saved: saved.detach().clone(), lambda kept: kept.clone()):
            return function(*args)

    return swap


# fake tensors

def _faked(function):
    _need("fake", 2, 0)
    from torch._subclasses.fake_tensor import FakeTensorMode

    operator = _operator_of(function)

    def swap(*args):
        results = _pair(function(*args))
        if _is_valid(args) and not _has_inference_tensors(args):
            flat, rebuild = _flat(args)
            plain = [argument.detach() if isinstance(argument, torch.Tensor) else argument for argument in flat]
            with FakeTensorMode() as mode:
                fake = [mode.from_tensor(argument) if isinstance(argument, torch.Tensor) else argument for argument in plain]
                _compare_with_fake("fake", results, _called(function, rebuild(fake), "fake"))
            meta = [argument.to("meta") if isinstance(argument, torch.Tensor) else argument for argument in plain]
            _compare_with_fake("meta", results, _called(function, rebuild(meta), "meta"))
            if operator:
                _check_operator(operator, rebuild(plain))
        return _as_given(results)

    return swap


def _called(function, args, kind):
    try:
        return _pair(function(*args))
    except (RuntimeError, NotImplementedError) as error:
        if _is_refusal(str(error)) or "data-dependent" in str(error) or "DataDependent" in type(error).__name__:
            return None
        raise Broken("metadata", f"{kind}-throws", f"on {kind} tensors it raised {type(error).__name__}: {error}") from error


def _compare_with_fake(kind, results, fake):
    for number, (real, shown) in enumerate(zip(results, fake or ())):
        for what in ("shape", "dtype"):
            if getattr(real, what) != getattr(shown, what):
                raise Broken("metadata", f"{kind}-{what}", f"on {kind} tensors result {number + 1} has {what} "
                             f"{getattr(shown, what)}, got {getattr(real, what)} of real ones")
        if real.numel() and kind == "fake" and real.stride() != shown.stride():
            raise Broken("metadata", f"{kind}-strides", f"on {kind} tensors result {number + 1} has strides {shown.stride()}, "
                         f"got {real.stride()} of real ones")


def _operator_of(function):
    """The operator that torch.library registered, if the function is one."""
    return getattr(function, "_opoverload", function if isinstance(function, torch._ops.OpOverload) else None)


def _check_operator(operator, args):
    try:
        torch.library.opcheck(operator, args)
    except Exception as error:
        said = str(error).strip().splitlines()
        raise Broken("metadata", "opcheck", f"torch.library.opcheck: {said[0] if said else type(error).__name__}") from error


VARIANTS = {
    "compile": lambda function: {"compile": _compiled(function, "inductor")},
    "vmap": lambda function: {"vmap": _vmapped(function)},
    "func": lambda function: {"func": _functional(function)},
    "autocast": lambda function: {"autocast": _autocast(function)},
    "fake": lambda function: {"fake": _faked(function)},
    "checkpoint": lambda function: {"checkpoint": _checkpointed(function), "packed": _packed(function)},
    "packed": lambda function: {"packed": _packed(function)},
}


def variants_of(function, asked):
    """The callables of a variant that was asked for ("vmap", "compile:aot_eager"), by what follows "NAME+"."""
    kind, _, backend = asked.partition(":")
    if kind not in VARIANTS or (backend and kind != "compile"):
        raise SourceError(f"variant: expected one of {', '.join(VARIANTS)} or compile:BACKEND, got {asked}")
    if backend:
        return {"compile-" + re.sub("[^a-z0-9]", "-", backend.lower()): _compiled(function, backend)}
    return VARIANTS[kind](function)

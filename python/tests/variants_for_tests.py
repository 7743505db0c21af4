"""Swaps that are right as they are and wrong under one variant; and a right one."""

import torch


def right(a, b, mask):
    return torch.where(mask, b, a), torch.where(mask, a, b)


def _is_compiling():
    return torch.compiler.is_compiling() if hasattr(torch, "compiler") else False


def wrong_when_compiled(a, b, mask):
    if _is_compiling():
        return torch.where(mask, b, a), b.clone()
    return right(a, b, mask)


class _OneMask(torch.autograd.Function):
    """Its rule for batches takes the first mask for all of them."""

    @staticmethod
    def forward(a, b, mask):
        return right(a, b, mask)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(inputs[2])
        ctx.save_for_forward(inputs[2])

    @staticmethod
    def backward(ctx, first, second):
        return (*right(first, second, ctx.saved_tensors[0]), None)

    @staticmethod
    def jvp(ctx, first, second, _):
        return right(first, second, ctx.saved_tensors[0])

    @staticmethod
    def vmap(info, in_dims, a, b, mask):
        a, b = (x if dim == 0 else x.unsqueeze(0).expand(info.batch_size, *x.shape) for x, dim in zip((a, b), in_dims))
        results = _OneMask.apply(a, b, mask if in_dims[2] is None else mask[0])
        return results, (0, 0)


def wrong_in_batches(a, b, mask):
    return _OneMask.apply(*torch.broadcast_tensors(a, b), mask.expand_as(a))


def wrong_derivatives_of_func(a, b):
    if torch._C._functorch.is_gradtrackingtensor(b):
        return b.detach().clone(), a.clone()
    return b.clone(), a.clone()


def wrong_under_autocast(a, b):
    enabled = torch.is_autocast_cpu_enabled() if not hasattr(torch, "get_autocast_dtype") else torch.is_autocast_enabled("cpu")
    if enabled and b.dtype == torch.float32:
        return b.bfloat16(), a.clone()
    return b.clone(), a.clone()


def wrong_strides_of_fake_ones(a, b):
    if type(a).__name__ == "FakeTensor" and a.dim() > 1:
        return b.clone(memory_format=torch.contiguous_format).transpose(0, 1).contiguous().transpose(0, 1), a.clone()
    return b.clone(memory_format=torch.contiguous_format), a.clone()


class _ByAddress(torch.autograd.Function):
    """Looks up, by its address, what goes with a saved tensor."""

    scales = {}

    @staticmethod
    def forward(ctx, a, b):
        kept = torch.ones(1)
        _ByAddress.scales[kept.data_ptr()] = 1
        ctx.save_for_backward(kept)
        return b.clone(), a.clone()

    @staticmethod
    def backward(ctx, first, second):
        scale = _ByAddress.scales.get(ctx.saved_tensors[0].data_ptr(), 0)
        return second * scale, first * scale


def wrong_when_saved_tensors_move(a, b):
    if not a.is_floating_point() and not a.is_complex():
        return b.clone(), a.clone()
    return _ByAddress.apply(a, b)

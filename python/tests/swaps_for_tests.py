"""Swaps that the tests judge: right ones, and one for each way to go wrong."""

import ctypes
import functools
import os
import sys
import time

import torch

import swapcheck

SIGN = 1  # the reproducer of `uses_helpers` needs it


def right(a, b, mask):
    """Two calls of where, with a check."""
    if a.shape != b.shape or a.dtype != b.dtype or a.device != b.device:
        raise ValueError("expected two tensors of one shape, dtype and device")
    if mask.dtype != torch.bool or mask.device != a.device:
        raise ValueError("expected a bool mask on the tensors' device")
    mask = mask.expand_as(a)
    print("this must not stand among the results")
    return [torch.where(mask, b, a), torch.where(mask, a, b)]


def overwritten(a, b, mask):
    """By the second line a is the new one."""
    a = torch.where(mask, b, a)
    b = torch.where(mask, a, b)
    return a, b


def detached(a, b):
    return b.detach().clone(), a.clone()


def swap_rows(x, dim, i, j):
    order = torch.arange(x.shape[dim])
    order[i], order[j] = j, i
    return x.index_select(dim, order)


def put(a, b, index):
    first, second = a.clone(), b.clone()
    first[index] = b[index]
    second[index] = a[index]
    return first, second


def _helper(x):
    return SIGN * x


def uses_helpers(a, b):
    return _helper(b), _helper(a)


def raises(a, b):
    if a.dim() == 2:
        raise KeyError("no matrices")
    return b.clone(), a.clone()


def no_tensors(a, b):
    return None


def three(a, b):
    return a, b, a


def leaves(a, b):
    sys.exit("goodbye")


def leaves_at_once(a, b):
    os._exit(7)


def crashes(a, b):
    ctypes.string_at(0)


def never_ends(a, b):
    while True:
        pass


def sleeps(a, b):
    time.sleep(3600)


def hoards(a, b):
    kept = [torch.zeros(1)]
    while True:
        kept.append(torch.ones(10**7))


@swapcheck.strategy(family="masked", name="mine.declared", known_failures=[
    swapcheck.KnownFailure("gradient", "the second result is detached", when=["!grad.none"])])
def _declared(first, second, chosen):
    return torch.where(chosen, second, first), torch.where(chosen, first, second).detach()


class Exchange(torch.nn.Module):
    def forward(self, a, b):
        return b.clone(), a.clone()


class Traded(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        return b.clone(), a.clone()

    @staticmethod
    def backward(ctx, first, second):
        return second, first


class Callable:
    def __call__(self, a, b):
        return b.clone(), a.clone()


def _both(copy, a, b):
    return (b.clone(), a.clone()) if copy else (b, a)


module = Exchange()
function = Traded.apply
partial = functools.partial(_both, True)
callable_object = Callable()
shown = lambda a, b: (b.clone(), a.clone())  # noqa: E731
number = 3


def wrong_parameters(p, q):
    return q, p

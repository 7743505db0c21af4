import os

import torch


def right(a, b, mask):
    if a.shape != b.shape or a.dtype != b.dtype or a.device != b.device:
        raise ValueError("expected two tensors of one shape, dtype and device")
    if mask.dtype != torch.bool or mask.device != a.device:
        raise ValueError("expected a bool mask on the tensors' device")
    mask = mask.expand_as(a)
    return torch.where(mask, b, a), torch.where(mask, a, b)


def wrong(a, b, mask):
    a = torch.where(mask, b, a)
    b = torch.where(mask, a, b)  # by now a is the new one
    return a, b


def crashing(a, b):
    os.abort()


def hanging(a, b):
    while True:
        pass

"""Swaps with a mistake, as TorchScript modules: `save_all(folder)` gives their files by the names of their strategies."""

import pathlib

import torch


class HandsBack(torch.nn.Module):
    def forward(self, a, b):
        return b, a


class SecondWrite(torch.nn.Module):
    """The second where reads what the first has written."""

    def forward(self, a, b, mask):
        x = torch.where(mask, b, a)
        return x, torch.where(mask, x, b)


class Blend(torch.nn.Module):
    """Arithmetic, which loses NaNs and infinities."""

    def forward(self, a, b, mask):
        m = mask.to(a.dtype)
        return a + m * (b - a), b + m * (a - b)


class CutGraph(torch.nn.Module):
    def forward(self, a, b, index: list[torch.Tensor]):
        x, y = a.detach().clone(), b.detach().clone()
        for k in range(len(index)):
            assert index[k].dtype == torch.long
        x[index] = b.detach()[index]
        y[index] = a.detach()[index]
        return x, y


class OneWay(torch.nn.Module):
    """Copies the j slices over the i slices, and not back."""

    def forward(self, x, dim: int, i, j):
        return x.index_copy(dim, i, x.index_select(dim, j))


def save_all(folder):
    files = {}
    for module in (HandsBack(), SecondWrite(), Blend(), CutGraph(), OneWay()):
        name = type(module).__name__.lower()
        files[f"script.{name}"] = str(pathlib.Path(folder, f"{name}.pt").absolute())
        torch.jit.script(module).save(files[f"script.{name}"])
    return files

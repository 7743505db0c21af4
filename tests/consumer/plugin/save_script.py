# Saves a right swap as a TorchScript module. Usage: save_script.py FILE
import sys

import torch


class Swap(torch.nn.Module):
    def forward(self, a, b):
        return b.clone(), a.clone()


torch.jit.script(Swap()).save(sys.argv[1])

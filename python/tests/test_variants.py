"""Each variant finds a mutant of its own, which is right in eager, and leaves a right swap alone."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import torch

import swapcheck
import variants_for_tests
from swapcheck import _source
from swapcheck._strategies import SourceError

FILE = variants_for_tests.__file__
SINCE_2 = [int(part) for part in re.findall("[0-9]+", torch.__version__)[:2]] >= [2, 0]

# The variant, the mutant that only it finds, the strategy's suffix, and what fails.
MUTANTS = [
    ("autocast", "wrong_under_autocast", "autocast", "values"),
    ("checkpoint", "wrong_when_saved_tensors_move", "packed", "gradient"),
]
MUTANTS_SINCE_2 = [
    ("compile:aot_eager", "wrong_when_compiled", "compile-aot-eager", "values"),
    ("vmap", "wrong_in_batches", "vmap", "values"),
    ("func", "wrong_derivatives_of_func", "func", "forward-mode"),
    ("fake", "wrong_strides_of_fake_ones", "fake", "metadata"),
]


class Variants(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def fuzz(self, name, *variants, cases=40):
        words = [word for variant in variants for word in ("--variant", variant)]
        out = self.folder / f"{name}-{'-'.join(variants)}".replace(":", "-")
        done = subprocess.run(
            [sys.executable, "-m", "swapcheck", "fuzz", "--python", f"{FILE}:{name}", *words, "--strategy", "python.*", "--seed",
             "1", "--cases", str(cases), "--kinds", "12", "--case-timeout", "120s", "--max-numel", "2000", "--property", "values",
             "--property", "gradient", "--property", "metadata", "--property", "forward-mode", "--out", str(out)],
            capture_output=True, text=True, check=False, env=dict(os.environ))
        self.assertIn(done.returncode, (0, 1), done.stdout + done.stderr)
        record = json.loads((out / "run.json").read_text())
        found = {}
        for failure in record["failures"]:
            if not failure.get("known_reason"):
                found.setdefault(failure["strategy"], set()).add(failure["property"])
        return found, done

    def test_each_finds_a_mutant_that_is_right_in_eager(self):
        for variant, name, suffix, prop in MUTANTS + (MUTANTS_SINCE_2 if SINCE_2 else []):
            found, done = self.fuzz(name, variant)
            strategy = "python." + name.replace("_", "-")
            self.assertNotIn(strategy, found, done.stdout)
            self.assertIn(prop, found.get(f"{strategy}+{suffix}", ()), done.stdout)

    def test_a_right_swap_is_right_under_all(self):
        variants = ["autocast"] + (["vmap", "func", "fake"] if SINCE_2 else [])
        found, done = self.fuzz("right", *variants)
        self.assertEqual(found, {}, done.stdout)

    def test_a_failure_is_replayed_by_its_line(self):
        _, done = self.fuzz("wrong_under_autocast", "autocast")
        line = next(line for line in done.stdout.splitlines() if "-m swapcheck replay" in line)
        again = subprocess.run([sys.executable, *line.split()[1:]], capture_output=True, text=True, check=False)
        self.assertEqual(again.returncode, 1, again.stdout + again.stderr)

    def test_verify_judges_one(self):
        self.assertTrue(swapcheck.verify(variants_for_tests.wrong_under_autocast, cases=40, properties=["values"]))
        verification = swapcheck.verify(variants_for_tests.wrong_under_autocast, variant="autocast", cases=40, kinds=12,
                                        properties=["values"], check=False)
        self.assertEqual(verification.strategy, "python.wrong-under-autocast+autocast")
        self.assertEqual(verification.verdicts["values"].verdict, "falsified")
        line = verification.findings[0].replay
        self.assertTrue(line.endswith("properties=['values'], variant='autocast', kinds=12)"), line)
        with self.assertRaises(swapcheck.Falsified):
            eval(line, {"swapcheck": swapcheck, "wrong_under_autocast": variants_for_tests.wrong_under_autocast})

    def test_what_is_no_variant_is_refused(self):
        with self.assertRaisesRegex(SourceError, "variant: expected one of compile, vmap, .* got speed"):
            _source.load(f"{FILE}:right+speed")
        if not SINCE_2:
            with self.assertRaisesRegex(SourceError, "variant vmap: expected torch 2.0 or later, got 1.13"):
                _source.load(f"{FILE}:right+vmap")


if __name__ == "__main__":
    unittest.main()

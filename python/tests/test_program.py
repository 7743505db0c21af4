"""The program, as `python3 -m swapcheck`, on strategies in Python."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import swaps_for_tests

FILE = swaps_for_tests.__file__
NATIVE = os.environ["SWAPCHECK_PROGRAM"]


def run(*words, program=(sys.executable, "-m", "swapcheck"), folder=None, environment=None):
    return subprocess.run([*program, *words], capture_output=True, text=True, cwd=folder, check=False,
                          env={**os.environ, **(environment or {})})


class Program(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def fuzz(self, name, *words, code=1):
        out = self.folder / name
        done = run("fuzz", "--python", f"{FILE}:{name}", "--strategy", "python.*", "--seed", "1", "--out", str(out), *words)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done, json.loads((out / "run.json").read_text())

    def failures(self, run_json):
        return [failure for failure in run_json["failures"] if not failure.get("known_reason")]

    def test_a_right_swap_is_verified_and_what_it_prints_is_no_result(self):
        done, record = self.fuzz("right", "--cases", "200", code=0)
        self.assertNotIn("this must not stand", done.stdout)
        self.assertEqual(self.failures(record), [])
        self.assertTrue(record["command"].startswith("python3 -m swapcheck fuzz --python "), record["command"])

    def test_a_wrong_swap_is_found_shrunk_replayed_and_reproduced(self):
        done, _ = self.fuzz("overwritten", "--cases", "100", "--property", "values")
        [line] = [line.strip() for line in done.stdout.splitlines() if "-m swapcheck replay" in line]
        self.assertTrue(line.startswith("python3 -m swapcheck replay --python "), line)
        words = line.split()[3:]
        self.assertEqual(run(*words).returncode, 1)
        program = run(*words, "--emit", "python")
        self.assertIn("def overwritten(a, b, mask):", program.stdout)
        file = self.folder / "reproducer.py"
        file.write_text(program.stdout)
        self.assertEqual(run(str(file), program=(sys.executable,)).returncode, 1)

    def test_errors_are_findings_with_their_line(self):
        for name, said in (("raises", "KeyError: 'no matrices' (swaps_for_tests.py:"),
                           ("no_tensors", "no_tensors returned NoneType: expected a pair of tensors"),
                           ("three", "3 results were returned: expected a pair of tensors"),
                           ("leaves", "SystemExit: goodbye (swaps_for_tests.py:")):
            done, _ = self.fuzz(name, "--cases", "30", "--property", "values")
            self.assertIn(said, done.stdout)

    def test_deaths_are_findings_of_the_strategy(self):
        for name, outcome, words in (("crashes", "crashed", ()), ("leaves_at_once", "crashed", ()),
                                     ("never_ends", "hung", ("--case-timeout", "0.3s")),
                                     ("sleeps", "hung", ("--case-timeout", "0.3s")),
                                     ("hoards", "out-of-memory", ("--memory", "600M"))):
            _, record = self.fuzz(name, "--cases", "3", "--property", "values", *words)
            self.assertEqual({failure["outcome"] for failure in self.failures(record)}, {outcome}, name)

    def test_any_callable_is_judged(self):
        for name in ("module", "partial", "callable_object", "shown", "function"):
            done, record = self.fuzz(name, "--cases", "60", "--property", "values", "--property", "gradient", code=0)
            self.assertEqual(self.failures(record), [], name)

    def test_a_declared_failure_is_known(self):
        done = run("fuzz", "--python", FILE, "--strategy", "mine.*", "--property", "gradient", "--seed", "1", "--cases",
                   "100", "--out", str(self.folder / "known"))
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("the second result is detached", done.stdout)

    def test_a_run_is_resumed_unless_the_file_has_changed(self):
        copy = self.folder / "swaps.py"
        copy.write_text("def swap(a, b):\n    return b.clone(), a.clone()\n")
        words = ("--out", str(self.folder / "night"))
        first = run("fuzz", "--python", str(copy), "--strategy", "python.swap", "--property", "values", "--seed", "1",
                    "--cases", "20", *words)
        self.assertEqual(first.returncode, 0, first.stderr)
        more = run("fuzz", "--resume", "--cases", "40", *words)
        self.assertIn("resumed: 20 cases", more.stdout)
        copy.write_text("def swap(a, b):\n    return a.clone(), b.clone()\n")
        changed = run("fuzz", "--resume", "--cases", "60", *words)
        self.assertEqual(changed.returncode, 2)
        self.assertIn(f"{copy} has changed since the run was begun", changed.stderr)

    def test_what_cannot_be_loaded_is_one_sentence(self):
        for source, said in ((f"{FILE}:wrong_parameters", "wrong_parameters: expected the parameters (a, b)"),
                             ("/nowhere.py", "python /nowhere.py: expected a Python file, got no such file"),
                             ("", "--python: expected a file, got \"\"")):
            done = run("list", "strategies", "--python", source)
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (2, 1), done.stderr)
            self.assertIn(said, done.stderr)

    def test_a_file_that_runs_autograd_at_import_is_judged(self):
        file = self.folder / "swaps.py"
        file.write_text("import torch\nx = torch.ones(2, requires_grad=True)\nx.sum().backward()\n"
                        "def swap(a, b):\n    return b.clone(), a.clone()\n")
        done = run("fuzz", "--python", str(file), "--strategy", "python.swap", "--property", "gradient", "--seed", "1",
                   "--cases", "50", "--out", str(self.folder / "out"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_native_program_hands_over(self):
        words = ("list", "strategies", "--python", f"{FILE}:right")
        done = run(*words, program=(NATIVE,), environment={"SWAPCHECK_PYTHON": sys.executable})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("python.right", done.stdout)
        none = run(*words, program=(NATIVE,), environment={"SWAPCHECK_PYTHON": sys.executable, "PYTHONPATH": ""},
                   folder=self.folder)
        self.assertEqual(none.returncode, 2, none.stderr)
        self.assertIn("expected the package swapcheck in", none.stderr)
        missing = run(*words, program=(NATIVE,), environment={"SWAPCHECK_PYTHON": "/no/python"})
        self.assertEqual(missing.returncode, 2)
        self.assertIn("--python: expected a Python, got /no/python: No such file or directory", missing.stderr)


if __name__ == "__main__":
    unittest.main()

"""What is found in a file, how it is named, and what is said where nothing is."""

import os
import sys
import tempfile
import textwrap
import unittest

import torch  # noqa: F401

import swaps_for_tests
import swapcheck
from swapcheck import _errors, _reproducer, _source
from swapcheck._strategies import SourceError, family_of, strategy_name

FILE = swaps_for_tests.__file__


def entry(name):
    [found] = _source.load(f"{FILE}:{name}")
    return found


class Found(unittest.TestCase):
    def test_functions_by_their_parameters(self):
        found = {each["name"]: each["family"] for each in _source.load(FILE)}
        self.assertEqual(found["python.right"], "masked")
        self.assertEqual(found["python.swap-rows"], "within")
        self.assertEqual(found["python.put"], "indexed")
        self.assertEqual(found["python.detached"], "whole")
        self.assertEqual(found["mine.declared"], "masked")
        self.assertEqual(found["python.shown"], "whole")  # a lambda of the file is a function of it
        for name in ("python.wrong-parameters", "python.-helper", "python.partial"):
            self.assertNotIn(name, found)

    def test_any_callable_by_its_name(self):
        for name in ("module", "function", "partial", "callable_object", "shown"):
            self.assertEqual(entry(name)["family"], "whole", name)
        self.assertEqual(entry("callable_object")["name"], "python.callable-object")

    def test_a_function_of_a_module(self):
        [found] = _source.load("swaps_for_tests:right")
        self.assertEqual(found["name"], "python.right")
        self.assertEqual(found["summary"], "Two calls of where, with a check.")

    def test_parameters_with_defaults_are_not_asked_for(self):
        self.assertEqual(family_of(lambda a, b, mask, clone=True: None, swapcheck._strategies.Declaration()), "masked")

    def test_known_failures_are_passed_on(self):
        [known] = entry("_declared")["known_failures"]
        self.assertEqual(known["property"], "gradient")
        self.assertEqual(known["when"], ["!grad.none"])

    def test_names(self):
        self.assertEqual(strategy_name("swap_rows"), "python.swap-rows")
        self.assertEqual(strategy_name("SwapÄ"), "python.swap")
        self.assertEqual(strategy_name("mine.swap"), "mine.swap")

    def test_an_unknown_family_is_refused(self):
        with self.assertRaisesRegex(ValueError, "expected one of whole, masked, indexed, within, got 'rows'"):
            swapcheck.strategy(family="rows")


class Refused(unittest.TestCase):
    def expect(self, text, sentence):
        with self.assertRaises(SourceError) as caught:
            _source.load(text)
        self.assertIn(sentence, str(caught.exception))

    def file_of(self, code, name="swaps.py"):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(code))
        return path

    def test_wrong_parameters(self):
        self.expect(f"{FILE}:wrong_parameters", "wrong_parameters: expected the parameters (a, b), (a, b, mask), (a, b, "
                    "index), (x, dim, i, j), got (p, q): @swapcheck.strategy(family=...) says what names cannot")

    def test_what_is_no_callable(self):
        self.expect(f"{FILE}:number", "number: expected a callable that swaps, got int")
        self.expect(f"{FILE}:Exchange", "Exchange: expected a callable that swaps, got a class: name an instance of it")
        self.expect(f"{FILE}:nothing", "expected a callable nothing")

    def test_no_file_or_module(self):
        self.expect("/nowhere/swaps.py", "expected a Python file, got no such file")
        self.expect("no_such_module:swap", "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'")

    def test_a_file_without_strategies(self):
        self.expect(self.file_of("import torch\n"), "expected a function with the parameters (a, b), ")

    def test_errors_at_import_name_their_line(self):
        path = self.file_of("import torch\n\nx = torch.ones(2) + y\n")
        self.expect(path, f"cannot be loaded: {path}:3: NameError: name 'y' is not defined")
        path = self.file_of("def swap(a, b:\n    pass\n")
        self.expect(path, f"cannot be loaded: {path}:1: SyntaxError")
        self.expect(self.file_of("import sys\nsys.exit(3)\n"), "SystemExit: 3")


class Described(unittest.TestCase):
    def raised(self, work):
        try:
            work()
        except BaseException as error:  # noqa: B902
            return _errors.describe(error)[:2]
        return None

    def test_a_clear_error_has_its_kind_message_and_lines(self):
        text, is_clear = self.raised(lambda: swaps_for_tests.right(torch.ones(2), torch.ones(3), None))
        self.assertTrue(is_clear)
        self.assertTrue(text.startswith("ValueError: expected two tensors of one shape, dtype and device "
                                        "(swaps_for_tests.py:"), text)
        self.assertIn(' in right: raise ValueError("expected two tensors', text)
        self.assertIn("called by test_strategies.py:", text)

    def test_others_are_not_clear(self):
        self.assertFalse(self.raised(lambda: {}["key"])[1])
        self.assertFalse(self.raised(lambda: sys.exit(3))[1])
        text, is_clear = self.raised(lambda: swaps_for_tests._both())
        self.assertTrue(is_clear, text)

    def test_an_error_without_a_text_is_not_clear(self):
        def fails():
            raise ValueError

        text, is_clear = self.raised(fails)
        self.assertFalse(is_clear)
        self.assertTrue(text.startswith("ValueError without a text (test_strategies.py:"), text)

    def test_an_internal_assertion_stays_visible_on_later_lines(self):
        def fails():
            raise RuntimeError("first\nINTERNAL ASSERT FAILED at x.cpp")

        self.assertIn("\nINTERNAL ASSERT FAILED", self.raised(fails)[0])


class Steps(unittest.TestCase):
    def run_steps(self, name, *args):
        steps = entry(name)["python_steps"]
        scope = {"torch": torch}
        code = "def swap(a, b):\n" + textwrap.indent(steps, "    ")
        exec(code, scope)
        return scope["swap"](*args)

    def test_hold_the_function_and_what_it_uses(self):
        first, second = self.run_steps("uses_helpers", torch.ones(2), torch.zeros(2))
        self.assertEqual(first.tolist(), [0, 0])
        self.assertEqual(second.tolist(), [1, 1])

    def test_are_empty_where_there_is_no_source(self):
        scope = {}
        exec("def swap(a, b):\n    return b, a", scope)
        self.assertEqual(_reproducer.steps_of(scope["swap"], "whole"), "")
        for name in ("module", "function", "partial", "callable_object", "shown"):
            self.assertEqual(entry(name)["python_steps"], "", name)


if __name__ == "__main__":
    unittest.main()

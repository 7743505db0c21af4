"""swapcheck.verify, and cases for tests of one's own."""

import os
import tempfile
import time
import unittest

import torch
from hypothesis import HealthCheck, given, settings

import swaps_for_tests
import swapcheck


class Verify(unittest.TestCase):
    def test_returns_the_verdicts_of_a_right_swap(self):
        verification = swapcheck.verify(swaps_for_tests.right, cases=200, seed=7)
        self.assertTrue(verification)
        self.assertEqual((verification.strategy, verification.seed, verification.cases), ("python.right", 7, 200))
        self.assertEqual(list(verification.verdicts), swapcheck.property_names())
        self.assertEqual(verification.verdicts["gradient"].verdict, "verified")
        self.assertGreater(verification.verdicts["gradient"].cases, 0)

    def test_raises_the_minimal_counterexample_and_a_line_that_shows_it_again(self):
        with self.assertRaises(AssertionError) as caught:
            swapcheck.verify(swaps_for_tests.overwritten, cases=100, seed=7, properties=["values"])
        text = str(caught.exception)
        self.assertIn("expected result 2: float32 [] = 1*", text)
        self.assertIn("got result 2: float32 [] = 2*", text)
        [finding] = caught.exception.verification.findings
        self.assertIn(finding.replay, text)
        with self.assertRaises(swapcheck.Falsified) as again:
            eval(finding.replay, {"swapcheck": swapcheck, "overwritten": swaps_for_tests.overwritten})
        self.assertEqual(again.exception.verification.cases, 1)

    def test_does_not_raise_when_it_is_told_so(self):
        verification = swapcheck.verify(swaps_for_tests.detached, cases=100, properties="gradient", check=False)
        self.assertFalse(verification)
        self.assertIn("FAILS", verification._repr_html_())
        self.assertIn("gradient of b", verification._repr_html_())

    def test_survives_a_crash_an_exit_and_a_hang(self):
        for swap, outcome in ((swaps_for_tests.crashes, "crashed"), (swaps_for_tests.leaves_at_once, "crashed"),
                              (swaps_for_tests.sleeps, "hung")):
            verification = swapcheck.verify(swap, cases=2, properties=["values"], case_timeout=0.3, check=False)
            self.assertEqual([finding.outcome for finding in verification.findings], [outcome], swap)

    def test_judges_what_no_other_process_can_import(self):
        copies = torch.clone
        for swap in (lambda a, b: (copies(b), copies(a)), swaps_for_tests.module, swaps_for_tests.callable_object,
                     swaps_for_tests.partial, swaps_for_tests.function):
            self.assertTrue(swapcheck.verify(swap, cases=60, properties=["values", "gradient"]))

    def test_takes_a_declaration(self):
        known = swapcheck.KnownFailure("gradient", "it detaches", when=["!grad.none"])
        verification = swapcheck.verify(swaps_for_tests.detached, cases=100, properties=["gradient"],
                                        known_failures=[known], name="kept")
        self.assertEqual(verification.strategy, "python.kept")
        self.assertEqual(verification.verdicts["gradient"].verdict, "known-failure")
        self.assertTrue(verification.failures[0].is_known)

    def test_saves_case_files_which_replay(self):
        with tempfile.TemporaryDirectory() as folder:
            verification = swapcheck.verify(swaps_for_tests.overwritten, cases=50, properties=["values"], save=folder,
                                            check=False)
            [finding] = verification.findings
            self.assertEqual(os.path.dirname(finding.file), os.path.realpath(folder))
            self.assertEqual(finding.replay, f"swapcheck.replay(overwritten, {finding.file!r})")
            with self.assertRaises(swapcheck.Falsified):
                swapcheck.replay(swaps_for_tests.overwritten, finding.file)
            self.assertTrue(swapcheck.replay(swaps_for_tests.right, finding.file))

    def test_ends_when_its_time_is_up(self):
        begun = time.monotonic()
        self.assertTrue(swapcheck.verify(swaps_for_tests.right, time=1.0, properties=["values"]))
        self.assertLess(time.monotonic() - begun, 60)

    def test_says_what_it_cannot_do(self):
        for words, said in (({"cases": 0}, "cases: expected 1 or more, got 0"),
                            ({"properties": ["speed"]}, "properties: expected names out of originals, .*, got 'speed'"),
                            ({"seed": -1}, "seed: expected 0 or more, got -1")):
            with self.assertRaisesRegex(ValueError, said):
                swapcheck.verify(swaps_for_tests.right, **words)
        with self.assertRaisesRegex(Exception, "expected the parameters"):
            swapcheck.verify(swaps_for_tests.wrong_parameters)


class Cases(unittest.TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(swapcheck.cases("masked"))
    def test_have_what_a_right_swap_takes_and_gives(self, case):
        for result, expected in zip(swaps_for_tests.right(*case.args), case.expected):
            if not any(case.has(f"layout.{lazy}") for lazy in ("negated", "conjugated")):
                self.assertTrue(swapcheck.same_bits(result, expected), repr(case))

    def test_are_the_same_for_a_seed_in_every_family(self):
        for family, count in (("whole", 2), ("masked", 3), ("indexed", 3), ("within", 4)):
            first, second = (swapcheck._engine.case_of_seed(family, 12) for _ in range(2))
            self.assertEqual((first.family, len(first.args), first.json), (family, count, second.json))

    def test_shrink_by_swapchecks_own_means(self):
        def fails(case):
            first, second = swaps_for_tests.overwritten(*case.args)
            assert swapcheck.same_bits(second, case.expected[1])

        seed = next(seed for seed in range(100) if self.fails_on(fails, seed))
        smallest = swapcheck.minimal(swapcheck._engine.case_of_seed("masked", seed), fails)
        self.assertEqual(smallest.operands[0].numel(), 1)
        with self.assertRaisesRegex(ValueError, "expected a case that fails, got one that passes"):
            swapcheck.minimal(smallest, lambda case: False)

    def fails_on(self, fails, seed):
        try:
            fails(swapcheck._engine.case_of_seed("masked", seed))
        except AssertionError:
            return True
        return False

    def test_refuse_an_unknown_family_and_feature(self):
        with self.assertRaisesRegex(ValueError, "family: expected one of whole, .*, got 'rows'"):
            swapcheck.cases("rows")
        with self.assertRaisesRegex(ValueError, "feature: expected one of those"):
            swapcheck._engine.case_of_seed("whole", 1).has("no.such")


if __name__ == "__main__":
    unittest.main()

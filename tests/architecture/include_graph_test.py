#!/usr/bin/env python3
"""The include graph finds cycles and wrong ways in small trees, and none in right ones."""

import pathlib
import tempfile
import unittest

import include_graph

ROOMS = """
low:
low/deep: low
high: low/deep  # and so low
"""


def problems(files, rooms=ROOMS):
    """What is wrong with a tree of those files, each with the names that it includes."""
    with tempfile.TemporaryDirectory() as root:
        for name, includes in files.items():
            path = pathlib.Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(f'#include "{include}"\n' for include in includes), encoding="utf-8")
        return include_graph.problems(root, rooms)


class WrongWays(unittest.TestCase):
    def test_a_right_tree_has_no_problems(self):
        self.assertEqual(
            problems({"low/a.h": [], "low/deep/b.h": ["low/a.h"], "high/c.cpp": ["low/a.h", "low/deep/b.h", "vector"]}),
            [])

    def test_an_include_from_below_is_named(self):
        self.assertEqual(
            problems({"low/a.h": ["high/c.h"], "high/c.h": []}),
            ["low/a.h includes high/c.h: low must not include high"])

    def test_a_room_within_a_room_is_another_one(self):
        self.assertEqual(
            problems({"low/a.cpp": ["low/deep/b.h"], "low/deep/b.h": []}),
            ["low/a.cpp includes low/deep/b.h: low must not include low/deep"])

    def test_a_file_in_no_room_is_named(self):
        self.assertEqual(
            problems({"high/c.h": []}, "low:\nhigh/deep: low"), ["high/c.h: is in no room of the list"])

    def test_a_public_header_is_found_by_its_public_name(self):
        self.assertEqual(
            problems({"low/a.h": ["thing/p.h"], "high/include/thing/p.h": []}),
            ["low/a.h includes high/include/thing/p.h: low must not include high"])

    def test_a_test_may_include_its_whole_floor_but_not_the_one_above(self):
        files = {"low/a_test.cpp": ["low/deep/b.h"], "low/deep/b.h": [], "high/c.h": []}
        self.assertEqual(problems(files), [])
        files["low/a_test.cpp"].append("high/c.h")
        self.assertEqual(problems(files), ["low/a_test.cpp includes high/c.h: low must not include high"])


class Cycles(unittest.TestCase):
    def test_headers_that_include_one_another_are_a_cycle(self):
        self.assertEqual(
            problems({"low/a.h": ["low/b.h"], "low/b.h": ["low/c.h"], "low/c.h": ["low/a.h"]}),
            ["a cycle of includes: low/a -> low/b -> low/c -> low/a"])

    def test_a_header_and_its_source_are_one(self):
        self.assertEqual(
            problems({"low/a.h": [], "low/a.cpp": ["low/a.h", "low/b.h"], "low/b.h": ["low/a.h"]}),
            ["a cycle of includes: low/a -> low/b -> low/a"])

    def test_two_loops_are_two_problems(self):
        self.assertEqual(
            len(problems({"low/a.h": ["low/b.h"], "low/b.h": ["low/a.h"],
                          "high/c.h": ["high/d.h"], "high/d.h": ["high/c.h"]})), 2)


class Rooms(unittest.TestCase):
    def test_a_room_must_stand_before_it_is_used(self):
        with self.assertRaisesRegex(include_graph.RoomsError, "line 1: high is no room of an earlier line"):
            include_graph.read_rooms("low: high\nhigh:")

    def test_a_line_without_a_colon_is_refused(self):
        with self.assertRaisesRegex(include_graph.RoomsError, "line 2"):
            include_graph.read_rooms("low:\nhigh")


if __name__ == "__main__":
    unittest.main()

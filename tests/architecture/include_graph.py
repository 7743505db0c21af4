#!/usr/bin/env python3
"""Checks that includes run one way: between files, and between the rooms that a file lists.

Usage: include_graph.py ROOT ROOMS

ROOMS has a line for each room, a folder of ROOT: "harness/judging: harness/counting properties/checks". A file may
include files of its own room, of the rooms named there, and of those that these may include in turn. A test,
FILE_test.cpp, may include everything of its top folder and of those that this one stands on. A header and its source are one unit: what either
includes, both stand on. Prints what is wrong, a line each, and exits with 1.
"""

import argparse
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
SOURCES = {".h", ".cpp"}


class RoomsError(Exception):
    """A list of rooms that cannot be meant; the message names the line."""


def read_rooms(text):
    """The rooms of the list, each with the rooms that it may include, those they may include among them."""
    direct = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        room, colon, uses = line.partition(":")
        if not colon or room.strip() in direct:
            raise RoomsError(f"line {number}: expected a new room and a colon, got {line!r}")
        for used in uses.split():
            if used not in direct:
                raise RoomsError(f"line {number}: {used} is no room of an earlier line")
        direct[room.strip()] = uses.split()
    allowed = {}
    for room, uses in direct.items():  # what a room uses stands before it
        allowed[room] = set(uses).union(*(allowed[used] for used in uses))
    return allowed


class Tree:
    """The C++ files below a folder, each in the innermost room that holds it."""

    def __init__(self, root, rooms):
        self.root = pathlib.Path(root)
        self.rooms = rooms
        folders = {room.split("/")[0] for room in rooms}
        self.files = sorted(
            path.relative_to(root) for folder in folders for path in (self.root / folder).rglob("*")
            if path.suffix in SOURCES)
        self.known = set(self.files)
        self.public = {str(path).partition("include/")[2]: path for path in self.files if "include" in path.parts}

    def room_of(self, path):
        """The innermost room above a file, or None."""
        return next((str(folder) for folder in path.parents if str(folder) in self.rooms), None)

    def allowed(self, path):
        """The rooms that a file may include besides its own."""
        room = self.room_of(path)
        if not path.stem.endswith("_test"):
            return self.rooms[room]
        floor = [other for other in self.rooms if other.split("/")[0] == path.parts[0]]
        folders = {other.split("/")[0] for used in floor for other in {used, *self.rooms[used]}}
        return {other for other in self.rooms if other.split("/")[0] in folders}

    def includes(self, path):
        """The files of the tree that a file includes."""
        for name in INCLUDE.findall((self.root / path).read_text(encoding="utf-8")):
            target = self.public.get(name, pathlib.Path(name))
            if target in self.known:
                yield target


def unit_of(path):
    """A header and its source as one: their path without its ending."""
    return str(path.with_suffix(""))


def wrong_ways(tree):
    """A sentence for each include that its room must not have, and for each file in no room."""
    for path in tree.files:
        room = tree.room_of(path)
        if room is None:
            yield f"{path}: is in no room of the list"
            continue
        for target in tree.includes(path):
            other = tree.room_of(target)
            if other not in (None, room) and other not in tree.allowed(path):
                yield f"{path} includes {target}: {room} must not include {other}"


def cycles(tree):
    """A sentence for each loop of units that include one another, the shortest way round it."""
    graph = {}
    for path in tree.files:
        graph.setdefault(unit_of(path), set()).update(map(unit_of, tree.includes(path)))
    for loop in components(graph):
        way = way_round(graph, loop)
        yield "a cycle of includes: " + " -> ".join(way)


def components(graph):
    """The strongly connected components of more than one node (Tarjan, without recursion)."""
    index, low, stack, on_stack = {}, {}, [], set()
    for root in sorted(graph):
        if root in index:
            continue
        work = [(root, iter(sorted(graph[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, targets = work[-1]
            target = next((t for t in targets if t != node), None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = set()
                    while node not in component:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.add(member)
                    if len(component) > 1:
                        yield component
            elif target not in index:
                index[target] = low[target] = len(index)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter(sorted(graph.get(target, ())))))
            elif target in on_stack:
                low[node] = min(low[node], index[target])


def way_round(graph, component):
    """The shortest way from the first node of a component back to it."""
    start = min(component)
    ways = [[start]]
    seen = set()
    for way in ways:  # grows as it is walked
        for target in sorted(graph[way[-1]] & component):
            if target == start and len(way) > 1:
                return way + [start]
            if target not in seen and target != start:
                seen.add(target)
                ways.append(way + [target])
    return [start]


def problems(root, rooms_text):
    """Everything that is wrong with the tree, a sentence each."""
    tree = Tree(root, read_rooms(rooms_text))
    return list(wrong_ways(tree)) + list(cycles(tree))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", help="the folder that includes are named from")
    parser.add_argument("rooms", help="the list of rooms")
    given = parser.parse_args()
    try:
        found = problems(given.root, pathlib.Path(given.rooms).read_text(encoding="utf-8"))
    except RoomsError as error:
        sys.exit(f"{given.rooms}: {error}")
    print("\n".join(found) or "every include runs the right way")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

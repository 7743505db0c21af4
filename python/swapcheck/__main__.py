"""The program: `python3 -m swapcheck COMMAND ...`."""

import sys

import swapcheck  # noqa: F401  # torch before the engine
from swapcheck import _engine


def main():
    """Runs the command of sys.argv and exits with its code."""
    sys.stdout.flush()
    sys.stdout = sys.stderr  # the program's results go there by themselves; what a strategy prints must not mix with them
    sys.exit(_engine.run_program(["swapcheck", *sys.argv[1:]]))


if __name__ == "__main__":
    main()

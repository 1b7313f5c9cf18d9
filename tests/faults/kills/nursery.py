"""Raises portals: a process that has loaded the product, and forks one whenever it is asked to.

Loading takes a second, and a portal that is killed fifty times would load for a minute. What is
forked runs the product's own command, `portal serve`, or the same in a broken twin.
Its argument is the name of the twin; each line it reads are arguments of the command line.
"""

import os
import sys

from faults.twins import twin
from portal import cli
from portal.commands import serve

ENDED = "ended"


def main() -> None:
    """Fork for every line, say the number of the process, and say when it has ended."""
    assert serve  # loaded before the first fork
    with twin(sys.argv[1]):
        for line in sys.stdin:
            child = os.fork()
            if child == 0:
                os._exit(cli.main(line.split()))
            print(child, flush=True)  # noqa: T201 - how it answers
            os.waitpid(child, 0)
            print(ENDED, flush=True)  # noqa: T201 - idem


if __name__ == "__main__":
    main()

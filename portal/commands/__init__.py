"""The commands of `portal`, one per module: `arguments(parser)` and `run(chosen)` -> exit code."""


class Failure(Exception):  # noqa: N818 - it reads as what happened
    """A command could not do its work; the message is a sentence for standard error."""

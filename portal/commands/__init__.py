"""The commands of `portal`, one per module: `arguments(parser)` and `run(chosen)` -> exit code."""


class Failure(Exception):  # noqa: N818 - it reads as what happened
    """A command could not do its work; the message is a sentence for standard error."""


class WrongUse(Exception):  # noqa: N818 - idem
    """What a command was given is not understood; the message is a sentence, exit code 2."""

"""The errors that a user can cause or mend: each is one sentence and an exit code."""

BUSY = 75  # EX_TEMPFAIL: try again later


class TresseError(Exception):
    """A user's mistake or an unusable input: what, where, what to do, in one sentence."""

    exit_code = 1


class BusyError(TresseError):
    """Somebody else holds what this run needs; nothing was changed and a later try may succeed."""

    exit_code = BUSY

"""What the person at the terminal is told, in one line, when the embedded default cannot start."""


class CannotStart(Exception):
    """Stops the command with exit code 1; its text is the one line that is printed."""


def wheel_missing(*, package: str, variable: str, serves: str) -> CannotStart:
    """The line for a platform without the wheel `package`: set `variable` to a server of your own."""
    return CannotStart(
        f"The embedded {serves} ({package}) is not available here: set {variable} to a {serves} of your own."
    )

"""What every bot in Python says when it is done; the harness copies it beside the bot."""

import os
import threading

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def finish(code: int, line: str) -> None:
    """Ends the process from whichever thread or task this is; frameworks would catch SystemExit."""
    print(line, flush=True)
    os._exit(code)


def succeed(done: str) -> None:
    finish(0, f"INTEROP-OK {done}")


def fail(why: object) -> None:
    finish(1, f"INTEROP-FAIL {why!r}")


def expect(name: str, seen: object, wanted: object) -> None:
    """Fails the trial unless what was seen is what was wanted."""
    if seen != wanted:
        raise ValueError(f"{name} is {seen!r}, not {wanted!r}")


timer = threading.Timer(40, fail, ("no ping was answered within 40 s",))
timer.daemon = True
timer.start()

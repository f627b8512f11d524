"""Ends a command when the process that wanted it is gone, even if that was killed.

Run as a script by its path, with the standard library only, so that nothing in the environment
keeps it from starting:

    supervisor.py GRACE_S LOCK_DESCRIPTOR CONSOLE_FILE COMMAND...

Standard input is a pipe that the parent holds open and never writes to. The command's process id
is written to standard output, as one line, and into the lock's file. The command inherits the
lock, its output goes to the console file. The exit code is the command's, 128 + n if signal n
ended it, 127 if it could not be started.
"""

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_LOOK_AGAIN_S = 1.0
_NOT_STARTED = 127


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code."""
    grace_s, lock, console, *command = arguments
    parent = os.getppid()
    wake, wakened = os.pipe()
    for end in (wake, wakened):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wakened, warn_on_full_buffer=False)
    asked: list[int] = []
    # Handlers, not SIG_IGN: the command would inherit that.
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, lambda *_: None)

    child = _start(command, Path(console), int(lock))
    if child is None:
        return _NOT_STARTED
    while child.poll() is None and not asked and os.getppid() == parent:
        ready, _, _ = select.select([0, wake], [], [], _LOOK_AGAIN_S)
        if wake in ready:
            os.read(wake, 512)
        if 0 in ready and not os.read(0, 512):
            break
    return _end(child, float(grace_s))


def _start(command: list[str], console: Path, lock: int) -> "subprocess.Popen[bytes] | None":
    with console.open("wb") as output:
        try:
            child = subprocess.Popen(  # noqa: S603  # the parent's own command
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=(lock,),
            )
        except OSError as error:
            output.write(f"{command[0]} could not be started: {error}\n".encode())
            return None
    os.pwrite(lock, str(child.pid).encode(), 0)
    with suppress(BrokenPipeError):  # the parent is gone already: the loop will see that too
        os.write(1, f"{child.pid}\n".encode())
    return child


def _end(child: "subprocess.Popen[bytes]", grace_s: float) -> int:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(grace_s)
        except subprocess.TimeoutExpired:
            child.kill()
    code = child.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

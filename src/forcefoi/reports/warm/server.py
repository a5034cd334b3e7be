"""The process that has imported everything, and forks one kernel for each request.

Run as `python -m forcefoi.reports.warm.server LISTENER LIFELINE FOLDER`, by `warm.start` alone. It has one thread,
always. It ends when the other end of LIFELINE closes, however that came about; then it kills its kernels, with all
that they started, and removes FOLDER, the run's own, so that even a run that was killed leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from forcefoi.reports.scratch import remove
from forcefoi.reports.warm.child import adopt_orphans, become
from forcefoi.reports.warm.preload import preload

MOST = 1 << 20  # bytes read at once
DEAF_TO = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
PATIENCE = 5  # seconds for a request to arrive; both ends are ours


@dataclass(frozen=True)
class Kernel:
    """A child, and the connection of whoever asked for it."""

    pid: int
    asker: socket.socket


class Server:
    """Forks a kernel for each connection to `listener`, and ends with `lifeline`."""

    def __init__(
        self, listener: socket.socket, lifeline: int, folder: Path, variables: dict[str, str]
    ) -> None:
        self.listener, self.lifeline, self.folder = listener, lifeline, folder
        self.variables = variables  # what the imports have set, and would have set in an ordinary kernel
        self.kernels: dict[int, Kernel] = {}
        self.waiting = selectors.DefaultSelector()
        self.woken, self.waker = socket.socketpair()

    def serve(self) -> NoReturn:
        """Fork kernels for whoever asks, until nobody is left who could."""
        self.woken.setblocking(False)
        self.waker.setblocking(False)
        # The end of a child wakes the loop by a byte in `waker`; the signal needs a handler for that.
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.waker.fileno(), warn_on_full_buffer=False)
        for each in (self.listener, self.lifeline, self.woken):
            self.waiting.register(each, selectors.EVENT_READ)
        while True:
            for key, _ in self.waiting.select():
                if key.fileobj is self.lifeline:
                    self.end()
                elif key.fileobj is self.woken:
                    self.woken.recv(MOST)
                    self.reap()
                elif key.fileobj is self.listener:
                    self.fork()
                elif key.data.pid in self.kernels:
                    self.hear(key.data)

    def fork(self) -> None:
        """Fork one kernel for the one who asks now."""
        asker, _ = self.listener.accept()
        asker.settimeout(PATIENCE)
        request = _request(asker)
        if request is None:
            asker.close()
            return
        server = os.getpid()
        pid = os.fork()
        if not pid:
            request["env"] |= self.variables
            become(request, asker, self.descriptors(), server)
        kernel = self.kernels[pid] = Kernel(pid, asker)
        self.waiting.register(asker, selectors.EVENT_READ, kernel)

    def descriptors(self) -> list[int]:
        """Everything that is the server's own, for a child to close."""
        fixed = [self.lifeline, self.waiting.fileno()]
        sockets = (self.listener, self.woken, self.waker, *(kernel.asker for kernel in self.kernels.values()))
        return [*fixed, *(each.fileno() for each in sockets)]

    def hear(self, kernel: Kernel) -> None:
        """Signals for the kernel, a byte each; or nothing: whoever asked for it is gone, and it goes too."""
        try:
            said = kernel.asker.recv(MOST)
        except OSError:
            said = b""
        for number in said or bytes([signal.SIGKILL]):
            send(kernel.pid, number)
        if not said:
            self.waiting.unregister(kernel.asker)

    def reap(self) -> None:
        """Tell whoever asked for a kernel that it has ended, and how."""
        while children():
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
            kernel = self.kernels.pop(pid, None)
            if kernel is None:
                continue  # an orphan
            send(pid, signal.SIGKILL)  # what it started and left behind
            if kernel.asker in self.waiting.get_map():
                self.waiting.unregister(kernel.asker)
            with suppress(OSError):  # nobody is left to be told
                kernel.asker.sendall(b'{"ended": %d}\n' % os.waitstatus_to_exitcode(status))
            kernel.asker.close()
        # What a dead kernel had started in a group of its own is now our child. It ends, and is reaped in its turn.
        for pid in children():
            if pid not in self.kernels:
                send(pid, signal.SIGKILL)

    def end(self) -> NoReturn:
        """End every kernel and all that they left, then this process."""
        # Those that a kernel leaves behind come to us when it has ended.
        while left := children():
            for pid in left:
                send(pid, signal.SIGKILL)
            os.waitpid(-1, 0)
        remove(self.folder)
        os._exit(0)


def children() -> list[int]:
    """The processes whose parent this one is, those included that have ended and are not reaped."""
    with open(f"/proc/self/task/{os.getpid()}/children") as file:
        return [int(pid) for pid in file.read().split()]


def send(pid: int, number: int) -> None:
    """A signal to the kernel and to all that it has started: it leads a group of its own."""
    for to in (os.killpg, os.kill):
        # It may not lead its group yet; or it has ended, and its end is on its way to us.
        with contextlib.suppress(ProcessLookupError):
            to(pid, number)


def _request(asker: socket.socket) -> dict[str, Any] | None:
    """What is asked for: one line of JSON. None when whoever asked went away."""
    text = b""
    try:
        while not text.endswith(b"\n"):
            more = asker.recv(MOST)
            if not more:
                return None
            text += more
    except OSError:
        return None
    return dict(json.loads(text))


def main() -> NoReturn:
    """Serve at the address that the command names."""
    # What a terminal sends to all of its processes reaches us too; whoever started us decides what it means.
    for number in DEAF_TO:
        signal.signal(number, signal.SIG_IGN)
    listener, lifeline, folder = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]), Path(sys.argv[3])
    ours = Path(__file__).resolve().parents[2]
    if str(ours) != sys.argv[4]:
        sys.exit(
            f"kernels would run the code in {ours}, and this command runs that in {sys.argv[4]}\n"
            "  to do:    call the forcefoi of that environment, with no relative folder in PYTHONPATH"
        )
    # As an ordinary kernel does to what `python -m` puts there.
    if sys.path[0] in ("", os.getcwd()):
        del sys.path[0]
    adopt_orphans()
    variables = preload()
    # What is there now is shared with every kernel; the collector would write into its pages, and so copy them.
    gc.collect()
    gc.freeze()
    Server(listener, lifeline, folder, variables).serve()


if __name__ == "__main__":
    main()

"""What a freshly forked process does to become an ordinary kernel."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import random
import signal
import socket
import sys
import traceback
from typing import Any, NoReturn

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def become(request: dict[str, Any], asker: socket.socket, others: list[int], server: int) -> NoReturn:
    """Run the kernel that `request` describes, and end this process with it.

    `request` has `arguments` (those of ipykernel), `env`, `cwd` and `log`, the file for what goes to the standard
    output and error of a process; `asker` is told the process id when the kernel can be talked to; `others` are
    descriptors to close.
    """
    code = 1
    try:
        _leave(others, server)
        _settle(request)
        kernel = _kernel(request["arguments"])
        # Only now, when its sockets are there: a client that came too early would try again after 0.1 s.
        asker.sendall(b'{"pid": %d}\n' % os.getpid())
        asker.close()
        kernel.start()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        # Above us stands the server's own loop, with its exit handlers: not ours to run.
        os._exit(code)


def _leave(others: list[int], server: int) -> None:
    """Stop being a copy of the server: a group of its own, its own signals, none of the server's sockets."""
    # First of all, and before anyone knows of this process: a signal to its group must not reach the server's.
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    for descriptor in others:
        os.close(descriptor)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    adopt_orphans()
    if os.getppid() != server:
        os._exit(1)  # it died before we asked to die with it


def adopt_orphans() -> None:
    """Become the parent of what a child of ours starts and leaves: so a daemon that a notebook started is still
    known as that kernel's while it runs, and comes to the server, which ends it, when it is over.
    """
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def _settle(request: dict[str, Any]) -> None:
    """The output, folder, environment and chance that an ordinary kernel would have had from its start."""
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    os.close(log)
    os.environ.clear()
    os.environ.update(request["env"], JPY_PARENT_PID=str(os.getppid()))
    os.chdir(request["cwd"])
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _kernel(arguments: list[str]) -> Any:
    """The application that `python -m ipykernel_launcher` starts, ready to start."""
    from ipykernel.kernelapp import IPKernelApp

    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *arguments]
    # Its default was read from the environment when ipykernel was imported, in the server.
    app = IPKernelApp.instance(parent_handle=os.getppid())
    app.initialize(arguments)
    return app

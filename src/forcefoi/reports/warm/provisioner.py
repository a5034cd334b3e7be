"""How Jupyter asks for a warm kernel: the provisioner `forcefoi-warm`, named in a kernel's spec."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Unicode

from forcefoi.reports.warm.start import ServerGone, last_words

NAME = "forcefoi-warm"
PATIENCE = 60  # seconds for the server to answer; it may still have to import everything
PAUSE = 0.005  # seconds between two looks at a kernel that is about to end


class WarmProvisioner(LocalProvisioner):
    """Has kernels forked by the server at `server`; their output outside of cells goes to `log_file`.

    All else (the connection file, its ports) is as for any local kernel.
    """

    server = Unicode(help="The address of the process that forks kernels.").tag(config=True)
    log_file = Unicode(os.devnull, help="The file for what a kernel writes outside of cells.").tag(
        config=True
    )

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Raises ServerGone when nobody answers."""
        self.cwd = str(kwargs.get("cwd") or os.getcwd())
        # `python -m ipykernel_launcher …`: what follows are the kernel's own arguments.
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        request = {"arguments": arguments, "env": kwargs["env"], "cwd": self.cwd, "log": self.log_file}
        forked = Forked(self.server, request)
        self.process = forked  # type: ignore[assignment]  # it has what jupyter_client needs of a Popen
        self.pid = forked.pid
        return self.connection_info

    async def wait(self) -> int | None:
        """How the kernel ended, once it has."""
        while self.process and self.process.poll() is None:
            await asyncio.sleep(PAUSE)
        code = self.process.returncode if self.process else 0
        self.process = None
        return code

    async def kill(self, restart: bool = False) -> None:
        """End it at once, and all that it has started."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            # Otherwise its manager would look again only after 0.1 s.
            while self.process.poll() is None:
                await asyncio.sleep(PAUSE)


class Forked:
    """A kernel that the server forked for us, with what jupyter_client needs of a `Popen`."""

    def __init__(self, server: str, request: dict[str, Any]) -> None:
        self.returncode: int | None = None
        self.heard = b""
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(PATIENCE)
        try:
            self.socket.connect(server)
            self.socket.sendall(json.dumps(request).encode() + b"\n")
            answer = self._hear()
        except OSError as error:
            self.socket.close()
            raise ServerGone(f"no kernel could be had: {last_words(server) or error}") from None
        if "pid" not in answer:
            self.socket.close()
            raise RuntimeError(f"the kernel ended with {answer['ended']} before it was ready")
        self.pid = answer["pid"]
        self.socket.setblocking(False)

    def _hear(self) -> dict[str, int]:
        """The next thing the server says. Raises ConnectionError when it is gone, BlockingIOError when it is
        silent and we don't wait.
        """
        while b"\n" not in self.heard:
            more = self.socket.recv(4096)
            if not more:
                raise ConnectionResetError("the process that forks kernels has ended")
            self.heard += more
        line, _, self.heard = self.heard.partition(b"\n")
        return dict(json.loads(line))

    def poll(self) -> int | None:
        """None while it runs; then how it ended, as in `subprocess`."""
        if self.returncode is None:
            try:
                self.returncode = self._hear()["ended"]
            except BlockingIOError:
                return None
            except OSError:
                # The server is gone, and its kernels with it: they asked the system for that. What they had started
                # has nobody else to end it.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.pid, signal.SIGKILL)
                self.returncode = -signal.SIGKILL
            self.socket.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """To the kernel and all that it has started."""
        if self.poll() is None:
            with contextlib.suppress(OSError):  # it is about to be gone, which the next `poll` says
                self.socket.sendall(bytes([number]))

    def kill(self) -> None:
        """End it at once, and all that it has started."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

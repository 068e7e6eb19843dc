"""The only way into a server of the lab: a port on this machine's loopback, led to the server's own sshd. It can be cut."""

import ctypes
import os
import select
import socket
import threading
import time

from driver.shell import LabError

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
BLOCK = 65536


class Link:
    """Listens while in use. `cut` holds every byte back (as a dead Wi-Fi does), `drop` ends all connections."""

    def __init__(self, server):
        self.server = server
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.whole = threading.Event()
        self.whole.set()
        self.pairs = []
        self.bytes = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.listener.close()
        self.drop()
        self.whole.set()

    def cut(self):
        """From now on nothing passes and no new connection is led on."""
        self.whole.clear()

    def restore(self):
        """Lets everything pass again; what hung in between is gone, as after a change of address."""
        self.drop()
        self.whole.set()

    def drop(self):
        for pair in list(self.pairs):
            for end in pair:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._lead, args=(near,), daemon=True).start()

    def _lead(self, near):
        """Runs on a thread of its own, because the thread moves into the server's network to connect."""
        self.whole.wait()
        try:
            far = self._connect()
        except (OSError, LabError):
            near.close()
            return
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        pair = (near, far)
        self.pairs.append(pair)
        try:
            self._pump(near, far)
        finally:
            self.pairs.remove(pair)
            near.close()
            far.close()

    def _connect(self):
        if not self.server.leader:
            raise LabError("The server is off.")
        place = os.open(f"/proc/{self.server.leader}/ns/net", os.O_RDONLY)
        try:
            if LIBC.setns(place, CLONE_NEWNET) != 0:
                raise LabError(f"Could not enter the server's network: {os.strerror(ctypes.get_errno())}")
        finally:
            os.close(place)
        for _ in range(20):
            try:
                return socket.create_connection(("127.0.0.1", 22), timeout=10)
            except ConnectionRefusedError:
                # A server that has just booted may start its sshd once more.
                time.sleep(0.25)
        raise LabError("The server's sshd does not answer.")

    def _pump(self, near, far):
        far.settimeout(None)
        other = {near: far, far: near}
        while True:
            self.whole.wait()
            readable, _, _ = select.select([near, far], [], [], 1.0)
            if not self.whole.is_set():
                continue
            for end in readable:
                try:
                    data = end.recv(BLOCK)
                    if not data:
                        return
                    other[end].sendall(data)
                    self.bytes += len(data)
                except OSError:
                    return

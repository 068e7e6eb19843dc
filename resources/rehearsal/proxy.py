"""Lets steps in the copy of a server fetch packages, and nothing else: an HTTP proxy that listens in the copy's network and connects from the
server's. Arguments: the copy's process 1, the file that gets the port, the addresses that the server's package settings name (host:port), and
names of the server itself (-name).

It connects to public addresses on the ports 80 and 443, and to the addresses that were named; never to the server itself, by an address of its own or
by a name of its own. Services of the copy do not know of it: only shells of steps have it in their environment."""

import ctypes
import ipaddress
import os
import select
import socket
import sys
import threading

NETWORK = 0x40000000
MOST_HEAD = 65536
IDLE = 300


def enter(namespace):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, NETWORK):
        raise OSError(ctypes.get_errno(), "setns")


def listen_in(leader):
    """A socket that listens in the network of the copy; all others that are made later belong to this server."""
    own = os.open("/proc/self/ns/net", os.O_RDONLY)
    there = os.open("/proc/%d/ns/net" % leader, os.O_RDONLY)
    if os.fstat(own).st_ino == os.fstat(there).st_ino:
        raise SystemExit("The copy has no network of its own.")
    enter(there)
    try:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
    finally:
        enter(own)
    return listener


def is_own(address, family):
    """Whether this server has the address."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.bind((address, 0))
        return True
    except OSError:
        return False


def addresses_of(name):
    try:
        return {place[0] for _, _, _, _, place in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)}
    except OSError:
        return set()


def permitted(host, port, named):
    """The addresses of the host that may be connected to."""
    own = {each[1:].lower() for each in named if each.startswith("-")}
    if host in own:
        return []
    behind = set().union(*(addresses_of(name) for name in own)) if own else set()
    found = []
    for family, _, _, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = ipaddress.ip_address(place[0].split("%")[0])
        if address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified or is_own(place[0], family):
            continue
        if place[0] in behind:
            continue
        if "%s:%d" % (host, port) in named or (address.is_global and port in (80, 443)):
            found.append((family, place))
    return found


def connect(host, port, named):
    for family, place in permitted(host, port, named):
        try:
            out = socket.socket(family, socket.SOCK_STREAM)
            out.settimeout(30)
            out.connect(place)
            out.settimeout(None)
            return out
        except OSError:
            out.close()
    return None


def read_head(client):
    head = b""
    while b"\r\n\r\n" not in head:
        more = client.recv(8192)
        if not more or len(head) > MOST_HEAD:
            return None
        head += more
    return head


def split_address(text, port):
    host, colon, number = text.rpartition(":")
    if not colon or not number.isdigit():
        host, number = text, str(port)
    return host.strip("[]").lower(), int(number)


def pass_on(client, out):
    while True:
        ready, _, _ = select.select([client, out], [], [], IDLE)
        if not ready:
            return
        for side in ready:
            data = side.recv(65536)
            if not data:
                return
            (out if side is client else client).sendall(data)


def serve(client, named):
    out = None
    try:
        client.settimeout(60)
        head = read_head(client)
        if head is None:
            return
        client.settimeout(None)
        line, _, rest = head.partition(b"\r\n")
        method, where, version = line.decode("latin-1").split(" ", 2)
        if method == "CONNECT":
            host, port = split_address(where, 443)
        elif where.lower().startswith("http://"):
            place, slash, path = where[7:].partition("/")
            host, port = split_address(place.rpartition("@")[2], 80)
        else:
            client.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
            return
        out = connect(host, port, named)
        if out is None:
            client.sendall(b"HTTP/1.1 403 Not reachable from the copy of a server\r\nConnection: close\r\n\r\n")
        elif method == "CONNECT":
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            pass_on(client, out)
        else:
            kept = [each for each in rest.split(b"\r\n") if not each.lower().startswith((b"connection:", b"proxy-", b"keep-alive:"))]
            begin = ("%s /%s %s\r\nConnection: close\r\n" % (method, path if slash else "", version)).encode("latin-1")
            out.sendall(begin + b"\r\n".join(kept))
            pass_on(client, out)
    except (OSError, ValueError):
        pass
    finally:
        client.close()
        if out is not None:
            out.close()


def main(leader, port_file, *named):
    listener = listen_in(int(leader))
    with open(port_file + ".new", "w") as file:
        file.write("http://127.0.0.1:%d\n" % listener.getsockname()[1])
    os.rename(port_file + ".new", port_file)
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client, frozenset(named)), daemon=True).start()


if __name__ == "__main__":
    main(*sys.argv[1:])

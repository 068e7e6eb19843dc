"""Commands on this machine, and the few settings that the lab reads from it."""

import os
import re
import subprocess
from pathlib import Path

LAB = Path(__file__).resolve().parent.parent
TREE = LAB.parent.parent
CACHE = Path(os.environ.get("HANDRAIL_LAB_CACHE", "/var/cache/handrail-lab"))


class LabError(Exception):
    """The lab itself could not do its part; says nothing about Handrail."""


def sh(*command, check=True, timeout=1800, log=None, input_text="", **options):
    """Runs a command; its output goes to the file `log`, or comes back."""
    if log:
        with open(log, "ab") as sink:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT, timeout=timeout, **options
            )
    else:
        done = subprocess.run(
            command,
            input=input_text,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout,
            **options,
        )
    if check and done.returncode:
        tail = Path(log).read_text(errors="replace")[-1500:] if log else done.stdout[-1500:]
        raise LabError(f"{' '.join(map(str, command))[:200]} ended with {done.returncode}:\n{tail}")
    return done


def debian_mirror():
    """The address from which this machine gets Debian's packages, as its own apt configuration says."""
    sources = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    texts = [file.read_text() for file in sources if file.is_file() and file.suffix in (".list", ".sources")]
    for text in texts:
        for line in text.splitlines():
            found = re.match(r"(?:URIs:|deb(?:\s+\[[^]]*])?)\s+(\S+/debian)/?(?:\s|$)", line)
            if found:
                return found.group(1)
    raise LabError("Found no Debian archive in /etc/apt/sources.list or /etc/apt/sources.list.d.")


def client_settings():
    """How this machine's own clients reach their registries: what pip and proxies need inside a half-built image."""
    keep = re.compile(r"(?i)(PIP_.*|https?_proxy|no_proxy|all_proxy)$")
    return {
        key: value
        for key, value in os.environ.items()
        if keep.match(key) and key not in ("PIP_FIND_LINKS", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
    }

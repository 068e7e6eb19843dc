"""Checkouts of the real products, brought from outside with --real; the project holds nothing of them."""

import subprocess
from pathlib import Path

from driver.shell import LabError

CHECKOUTS = {}


def bring(named):
    """Takes what --real names, such as status-page=FOLDER,stackstorm=FOLDER."""
    for each in (word for word in named.split(",") if word):
        product, _, folder = each.partition("=")
        path = Path(folder).resolve()
        checkout = (path / ".git").exists() or (path / "HEAD").exists()
        if not folder or not checkout and not list(path.glob("*.deb")):
            raise LabError(f"--real {each}: write PRODUCT=FOLDER, where FOLDER is a git checkout of the product, or has its packages.")
        CHECKOUTS[product] = path


def revision(product):
    """All tags and the commit of the checkout, or all packages, so that an image changes with them."""
    files = sorted(CHECKOUTS[product].glob("*"))
    if any(file.suffix == ".deb" for file in files):
        return "".join(f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}\n" for file in files)
    git = ["git", "-c", "safe.directory=*", "-C", str(CHECKOUTS[product])]
    return subprocess.run([*git, "show-ref"], check=True, capture_output=True, text=True).stdout

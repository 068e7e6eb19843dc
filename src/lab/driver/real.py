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
        if not folder or not (path / ".git").exists() and not (path / "HEAD").exists():
            raise LabError(f"--real {each}: write PRODUCT=FOLDER, where FOLDER is a git checkout of the product.")
        CHECKOUTS[product] = path


def revision(product):
    """All tags and the commit of the checkout, so that an image changes with them."""
    git = ["git", "-c", "safe.directory=*", "-C", str(CHECKOUTS[product])]
    return subprocess.run([*git, "show-ref"], check=True, capture_output=True, text=True).stdout

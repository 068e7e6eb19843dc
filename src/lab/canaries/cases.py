"""Whether the search for secrets, which every case ends with, finds them wherever they could come out."""

import base64
import sqlite3
import time
import zlib

from driver.case import case


@case("found", "a secret that got out is found, wherever it is", "status-page", minutes=5)
def found(trial):
    server = trial.server()
    handrail = trial.handrail(server)
    trial.expect("exit code of a plan", handrail.run("plan", handrail.address()).code, 0)
    canaries = trial.canaries
    quiet = canaries.in_files(handrail), dict(canaries.seen), canaries.on_server(server)
    trial.expect("found before anything got out", quiet, ([], {}, []))
    word = canaries.new("the word of this case")

    places = in_files(handrail, word)
    trial.expect("found in Handrail's files", sorted({place for place, _ in canaries.in_files(handrail)}), sorted(places))
    for place in places:
        (handrail.home / place.split()[-1]).unlink(missing_ok=True)

    server.out(f"systemd-run -q --unit=argv sh -c 'sleep 60; : {word}'; systemd-run -q --unit=env -E HANDRAIL_STEP=x -E TOKEN={word} sleep 60")
    for _ in range(300):
        if len(canaries.seen) > 1:
            break
        time.sleep(0.1)
    seen = sorted(canaries.seen)
    trial.expect("found in the process list", [" in the command line" in str(seen), " in the environment" in str(seen)], [True, True])
    server.out("systemctl stop argv env")
    canaries.close()
    canaries.seen.clear()
    server.reboot()

    server.out(f"echo '{word}' >/opt/left; umask 077; echo '{word}' >/tmp/left; logger -t lab '{word}'; journalctl --sync")
    trial.expect("found on the server, which was rebooted in between", [each for each in canaries.on_server(server) if "left" in each or each == word], ["/opt/left", "/tmp/left", word])
    canaries.forget(word)


def in_files(handrail, word):
    """Leaves the word in plain files, in base64, in a table, packed in another, and in a log that is not in its file yet."""
    (handrail.home / "plain").write_text(f"PASSWORD={word}")
    (handrail.home / "coded").write_bytes(b"x" + base64.b64encode(b"user:" + word.encode()))
    history = sqlite3.connect(handrail.home / "history.db", isolation_level=None)
    history.execute("PRAGMA journal_mode = wal")
    history.execute("CREATE TABLE event (body TEXT)")
    history.execute("CREATE TABLE chunk (z BLOB)")
    history.execute("INSERT INTO event VALUES (?)", (f"x {word} y",))
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    history.execute("INSERT INTO chunk VALUES (?)", (packer.compress(f"x {word} y".encode()) + packer.flush(),))
    handrail.others.append(history)
    return ["plain", "coded", "table event of history.db", "packed in table chunk of history.db", "history.db-wal"]

"""A run as Handrail's history has it, read past Handrail, beside the server's own logs of the same run."""

import base64
import json
import re
import sqlite3
import tempfile
import zlib
from pathlib import Path

from driver.shell import LAB, TREE, sh

DIST = TREE / "target" / "handrail"


class Journal:
    def __init__(self, file, server, run):
        self.file = file
        self.server = server
        self.run = run

    def _rows(self, query):
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as database:
            return database.execute(query, (self.run,)).fetchall()

    def _events(self, kind):
        """The bodies of all events of a kind, by their numbers."""
        rows = self._rows("SELECT seq, kind, packed, body FROM event WHERE run = (SELECT number FROM run WHERE id = ?) ORDER BY seq")
        return {seq: json.loads(zlib.decompress(body, -15) if packed else body) for seq, this, packed, body in rows if this == kind}

    def steps(self):
        """What the journal says of each beginning of a step."""
        return list(self._events("step-started").values())

    def script(self, step):
        """Where the script of a beginning of a step is on the server."""
        return f"/var/lib/handrail/{self.run}/{step['folder']}/script"

    def unasked(self, starts):
        """Steps whose script began once more without somebody having said so. `starts`: the scripts that the server has started."""
        again = [step["step"] for step in self.steps() if step["attempt"] > 1 and self.script(step) in starts]
        asked = self._events("asked")
        answers = [asked[each["question"]] for each in self._events("answered").values() if each["answer"]["choice"] in ("RETRY", "RECOVER")]
        begun = self._events("step-started")
        said = [begun[question["step"]]["step"] for question in answers if question["step"] in begun]
        return [step for step in again if again.count(step) > said.count(step)]

    def failed(self):
        """Each question that a failed step has led to: the step, the failure that was recognised, the answers that are offered."""
        begun = self._events("step-started")
        asked = [each for each in self._events("asked").values() if each["question"]["kind"] == "FAILED"]
        options = [[option["choice"].lower().replace("_", "-") for option in each["question"]["options"]] for each in asked]
        return [(begun[each["step"]]["step"], each["question"]["failure"], offered) for each, offered in zip(asked, options)]

    def asked_late(self):
        """The steps of the phases after the stop in which the admin was asked about configuration files, other than since one has changed."""
        begun = self._events("step-started")
        merges = [each for each in self._events("asked").values() if each["question"]["kind"] == "MERGE"]
        late = [each for each in merges if "run.merge.since." not in json.dumps(each["question"]["text"])]
        return [begun[each["step"]]["step"] for each in late if not begun[each["step"]]["step"].startswith("decide-")]

    def _kept(self):
        """The output of each step; with a hole in it, up to there."""
        rows = self._rows("SELECT step, off, z FROM chunk WHERE run = (SELECT number FROM run WHERE id = ?) ORDER BY step, off")
        texts = {}
        for step, offset, packed in rows:
            text = texts.setdefault(step, bytearray())
            if len(text) == offset:
                text += zlib.decompress(packed, -15)
        return texts

    def _printed(self):
        """The server's log of each step, by the name of its folder."""
        command = f"cd /var/lib/handrail/{self.run} 2>/dev/null || exit 0; for f in [0-9]*-*/log; do [ -f $f ] || continue; echo $f; base64 -w0 <$f; echo; done"
        lines = self.server.out(command).splitlines()
        return {name.split("/")[0]: base64.b64decode(text) for name, text in zip(lines[::2], lines[1::2])}

    def differs(self):
        """Where the journal is not, byte for byte, what the steps printed on the server; a star may stand for what is secret."""
        kept, logs = self._kept(), self._printed()
        for name, printed in logs.items():
            text = kept.get(int(name.split("-")[0]), b"")
            if len(printed) != len(text) or any(there != here and here != ord("*") for there, here in zip(printed, text)):
                return f"the log of {name} is not what the journal has"
        return "" if logs else "no log on the server"

    def lost(self, forgotten=()):
        """How many bytes of the journal are not those of the server's logs as Handrail masks them, of how many. `forgotten`:
        steps (`RUN/FOLDER`) during which the server's disk forgot; their logs there may end earlier than the journal."""
        kept, logs = self._kept(), masked(self._printed())
        wrong = 0
        for name, printed in logs.items():
            text = kept.get(int(name.split("-")[0]), b"")
            more = len(printed) - len(text)
            wrong += max(more, 0) if f"{self.run}/{name}" in forgotten else abs(more)
            wrong += sum(there != here for there, here in zip(printed, text))
        return wrong, sum(map(len, logs.values()))


def masked(texts):
    """Texts, by name, as Handrail's own masks leave them."""
    java = re.search(r"java\.home = (.*)", (DIST / "java.properties").read_text())[1].strip()
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / name for name in texts}
        for name, text in texts.items():
            files[name].write_bytes(text)
        if texts:
            sh(f"{java}/bin/java", "-cp", f"{DIST}/lib/*", str(LAB / "driver" / "Masked.java"), *map(str, files.values()))
        return {name: Path(f"{file}.masked").read_bytes() for name, file in files.items()}

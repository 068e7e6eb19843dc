"""Canaries: secrets that a case plants on its servers, and the search for them in all that Handrail keeps, prints and starts."""

import base64
import secrets
import sqlite3
import threading
import zlib
from pathlib import Path

# Where secrets stand on servers like these. Runs on the server; the words come on standard input.
PLANT = """
read -r index dsn token header password cron environment
plant() { # FILE: what comes in, at its end
    if [ -f "$1" ]; then cat >>"$1"; else cat >/dev/null; fi
}
settings() { # FILE: Python
    plant "$1" <<TEXT

# Authorization: Basic $header
METRICS_DSN = 'https://metrics:$dsn@metrics.example.com/7'
METRICS_TOKEN = '$token'
METRICS = {'url': 'https://metrics.example.com/', 'password': '$password'}
TEXT
}
sed -i "s,//127.0.0.1:3141,//reader:$index@127.0.0.1:3141," /etc/pip.conf 2>/dev/null

settings /opt/status-page/statuspage/statuspage/configuration.py
plant /opt/status-page/gunicorn.py <<TEXT
# statsd: password=$password
TEXT
plant /opt/status-page/.git/config <<TEXT
[http "https://git.example.com/"]
	extraHeader = Authorization: Basic $header
TEXT

settings /etc/sentry/sentry.conf.py
plant /etc/sentry/config.yml <<TEXT
mail.password: '$password'
TEXT

plant /etc/st2/st2.conf <<TEXT

[shop]
api_token = $token
url = https://shop:$dsn@shop.example.com/
TEXT
plant /opt/stackstorm/chatops/st2chatops.env <<TEXT
export ST2_AUTH_PASSWORD=$password
export HUBOT_TOKEN=$token
TEXT
plant /opt/puppet/hieradata/answers.yaml <<TEXT
st2::auth_password: $password
TEXT
if [ -f /opt/puppet/hieradata/answers.json ]; then
    sed -i "1a\\\\  \\"st2::auth_token\\": \\"$token\\"," /opt/puppet/hieradata/answers.json
fi

for unit in status-page sentry-web sentry st2api; do
    [ -f "/etc/systemd/system/$unit.service" ] || [ -f "/lib/systemd/system/$unit.service" ] || continue
    mkdir -p "/etc/systemd/system/$unit.service.d"
    printf '[Service]\\nEnvironment=METRICS_TOKEN=%s METRICS_URL=https://m:%s@metrics.example.com/\\n' "$environment" "$dsn" \\
        >"/etc/systemd/system/$unit.service.d/metrics.conf"
    chmod 600 "/etc/systemd/system/$unit.service.d/metrics.conf"
done
printf '0 0 30 2 * root PGPASSWORD=%s /opt/status-page/backup; /www/sentry/bin/sentry cleanup; st2 run shop.backup\\n' "$cron" >/etc/cron.d/backups
chmod 600 /etc/cron.d/backups
systemctl daemon-reload
# What its admin leaves open to others stays so in a new version.
find /etc/st2 /etc/sentry /opt/status-page /opt/stackstorm/chatops /opt/puppet/hieradata /etc/pip.conf -type f -perm -004 -print0 2>/dev/null |
    xargs -0 -r grep -lsaF -e "$password" -e "$token" -e "$index" -e "$header" >/srv/open
touch /srv/planted
"""

NAMES = ("index", "dsn", "token", "header", "password", "cron", "environment")

# Files that somebody changed since, and that everybody can read with a word in them. Runs on the server, the words on standard input.
READABLE = """
words=$(cat)
ls /srv/planted /srv/open >/dev/null || exit 1
find / -xdev \\( -path /proc -o -path /sys -o -path /run/log -o -path /var/log/journal \\) -prune -o -type f -newer /srv/planted -size -50M -print0 2>/dev/null |
    runuser -u nobody -- xargs -0 -r grep -lsaF -e "$words" 2>/dev/null | grep -vxF -f /srv/open
find /run /tmp /var/tmp /dev/shm /root -xdev -type f -newer /srv/planted -size -50M -print0 2>/dev/null | xargs -0 -r grep -lsaF -e "$words"
journalctl --no-pager -o cat 2>/dev/null | grep -aF -e "$words" | head -n 20 | cut -c 1-200
:
"""

# What a run's folders look like to others. Runs on the server.
OPEN_TO_OTHERS = """
for base in /var/lib/handrail /root/.handrail /home/*/.handrail; do
    [ ! -d "$base" ] || find "$base" -maxdepth 3 -perm /077 ! -type l ! -path '*/work/*'
done
"""


def forms(word):
    """A word as it is, and within what is encoded in base64, whose middle is the same wherever the word begins."""
    text = word.encode()
    found = {text, text.hex().encode(), word.encode("utf-16-le")}
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + text).rstrip(b"=")
        found.add(coded[(0, 2, 3)[before] : len(coded) - 1])
    return found


class Canaries:
    """The words of one case, and where they turned up."""

    def __init__(self, known=()):
        self.words = dict.fromkeys(known, "known")
        self.planted = {}
        self.seen = {}
        self.watchers = []
        self.leaks = 0

    def new(self, where):
        word = f"canary{secrets.token_hex(8)}"
        self.words[word] = self.planted[word] = where
        return word

    def forget(self, word):
        self.words.pop(word)
        self.planted.pop(word)

    def plant(self, server):
        """Puts new words wherever a server of the lab's products would have secrets of its own."""
        line = " ".join(self.new(f"{where} on {server.name}") for where in NAMES)
        server.run(PLANT, check=True, input_text=line + "\n")
        self.watch(server)

    def watch(self, server):
        watcher = Watcher(server, self)
        watcher.start()
        self.watchers.append(watcher)

    def close(self):
        for watcher in self.watchers:
            watcher.over.set()
            watcher.join(5)

    def inside(self, data, words=None):
        """The words in these bytes, however they are written."""
        return [word for word in (words or self.words) if any(form in data for form in forms(word))]

    def note(self, place, found):
        for word in found:
            self.seen[f"{self.words.get(word, 'a secret')} ({word}) in {place}"] = True

    def in_files(self, admin):
        """In what Handrail printed and keeps, its history unpacked; not in a copy of a backup that its owner alone can read."""
        leaks = []
        keys = {admin.key, admin.key.with_suffix(".pub")}
        copies = admin.home / "data" / "copies"
        keys |= {file for file in copies.rglob("*") if file.stat().st_mode & 0o077 == 0}
        for file in sorted(admin.folder.rglob("*")):
            if file.is_file() and not file.is_symlink() and ".ssh" not in file.parts and file not in keys:
                leaks += [(file.name, word) for word in self.inside(file.read_bytes())]
        for history in admin.home.rglob("*.db"):
            leaks += self._in_history(history)
        return leaks

    def _in_history(self, file):
        leaks = []
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
            tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                for row in database.execute(f'SELECT * FROM "{table}"'):
                    for value in row:
                        data = value if isinstance(value, bytes) else str(value).encode()
                        leaks += [(f"table {table} of {file.name}", word) for word in self.inside(data)]
                        leaks += [(f"packed in table {table} of {file.name}", word) for word in self.inside(unpacked(data))]
        return leaks

    def on_server(self, server):
        """In files that others can read, in what was left lying about, and in the server's journal."""
        if not server.leader:
            return []
        return server.run(READABLE, check=True, input_text="\n".join(self.planted), timeout=300).stdout.splitlines()

    def judge(self, trial):
        """The search of a whole case, as its last pieces of evidence."""
        for admin in trial.admins:
            if admin.sudo_password:
                self.words[admin.sudo_password] = self.planted[admin.sudo_password] = "the password for sudo"
        self.close()
        leaks = []
        for admin in trial.admins:
            for run in admin.runs() if list(admin.home.rglob("*.db")) else []:
                for form in ("html", "md", "json"):
                    admin.run("report", run["run"], "--format", form, server=False, timeout=120)
                admin.run("show", run["run"], "--output", server=False, timeout=120)
            leaks += [f"{self.words[word]} ({word}) in {place}" for place, word in self.in_files(admin)]
        self._expect_none(trial, "secrets in Handrail's output, reports and files", sorted(set(leaks)))
        looks = sum(watcher.looks for watcher in self.watchers)
        self._expect_none(trial, f"secrets in the process list, at {looks} looks", sorted(self.seen))
        for server in trial.servers:
            self._expect_none(trial, "secrets for others on the server", self.on_server(server))
            if server.leader:
                trial.expect("files of runs that others can read", server.run(OPEN_TO_OTHERS).stdout.split()[:6], [])

    def _expect_none(self, trial, what, leaks):
        self.leaks += len(leaks)
        trial.expect(what, leaks[:6], [])


def unpacked(data):
    try:
        return zlib.decompress(data, -15)
    except zlib.error:
        return b""


class Watcher(threading.Thread):
    """Looks at the server's process list all the time: at every command line, and at the environment of what a step has started.
    Commands that the lab itself runs on the server do not descend from its process 1."""

    def __init__(self, server, canaries):
        super().__init__(daemon=True)
        self.server = server
        self.canaries = canaries
        self.over = threading.Event()
        self.looks = 0
        self.ages = {}

    def run(self):
        while not self.over.wait(0.02):
            if self.server.leader:
                self._look(Path(f"/proc/{self.server.leader}/root/proc"))

    def _look(self, proc):
        self.looks += 1
        try:
            numbers = [entry.name for entry in proc.iterdir() if entry.name.isdigit()]
        except OSError:
            return
        self.ages = {number: self.ages.get(number, 0) + 1 for number in numbers}
        # A process is soon what it will be; then it is looked at now and then.
        for number in numbers:
            if self.ages[number] < 8 or self.ages[number] % 50 == 0:
                self._look_at(proc, number)

    def _look_at(self, proc, number):
        command = _bytes(proc / number / "cmdline")
        environment = _bytes(proc / number / "environ")
        found = self._words(command)
        if found and self._of_the_server(proc, number):
            self.canaries.note(f"the command line {command.replace(bytes(1), b' ')[:120].decode(errors='replace')}", found)
        if b"HANDRAIL_STEP=" in environment:
            self.canaries.note(
                f"the environment of {command.replace(bytes(1), b' ')[:120].decode(errors='replace')}", self._words(environment)
            )

    def _words(self, data):
        return [word for word in list(self.canaries.planted) if word.encode() in data]

    def _of_the_server(self, proc, number):
        while number not in ("0", "1"):
            stat = _bytes(proc / number / "stat")
            if not stat:
                return True
            number = stat.rsplit(b")", 1)[1].split()[1].decode()
        return number == "1"


def _bytes(file):
    try:
        return file.read_bytes()
    except OSError:
        return b""

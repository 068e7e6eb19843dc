# shellcheck shell=sh
# Functions that the scripts of Leaf Notes share.

# leaf_rows FILE: the number of notes in a database, which must be whole.
leaf_rows() {
    python3 -c 'import sqlite3, sys
db = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
if db.execute("pragma integrity_check").fetchone()[0] != "ok": sys.exit("The database is damaged.")
print(db.execute("select count(*) from notes").fetchone()[0])' "$1"
}

# leaf_copy FROM TO: copies a database as one moment saw it.
leaf_copy() {
    python3 -c 'import sqlite3, sys
old, new = sqlite3.connect(sys.argv[1]), sqlite3.connect(sys.argv[2])
old.backup(new)
new.close()' "$1" "$2"
}

# leaf_page: what the web server answers.
leaf_page() {
    python3 -c 'import sys, urllib.request
print(urllib.request.urlopen("http://127.0.0.1:%s/" % sys.argv[1], timeout=5).read().decode().strip())' \
        "$(sed -n 's/^port *= *//p' "$F_PATH/leaf.ini")"
}

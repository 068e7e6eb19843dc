# shellcheck shell=sh
# Removes the table that is in the way of a migration, if it is empty.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
venv/bin/python -c '
import sqlite3, sys
db = sqlite3.connect("data/status-page.db")
rows = db.execute("select count(*) from subscriber_tags").fetchone()[0]
if rows:
    sys.exit("The table subscriber_tags has %d rows, so it is not removed." % rows)
db.execute("drop table subscriber_tags")
' || die 'The table was left as it is.'
say 'The empty table subscriber_tags is removed; the step can be tried again'

# shellcheck shell=sh
# Restores the database from the backup; the changed one is kept.
set -u
"$F_PATH/leaf" stop
[ -f "$HR_HOP_WORK/backup/notes.db" ] || die "There is no backup in $HR_HOP_WORK."
cp -p "$HR_HOP_WORK/backup/notes.db" "$F_PATH/data/notes.db.new" || die 'The backup cannot be copied back; nothing was changed.'
leaf_rows "$F_PATH/data/notes.db.new" || die 'The copied database cannot be read; nothing was changed.'
[ -e "$HR_HOP_WORK/notes.db.failed" ] || cp -p "$F_PATH/data/notes.db" "$HR_HOP_WORK/notes.db.failed" || die 'The changed database cannot be kept.'
mv "$F_PATH/data/notes.db.new" "$F_PATH/data/notes.db" || die 'The restored database cannot be put in its place.'
say "Restored; the changed database is kept in $HR_HOP_WORK/notes.db.failed"

# shellcheck shell=sh
# Saves database and settings, and proves the copy by counting its notes.
set -u
mkdir -p "$HR_HOP_WORK" || die "The folder $HR_HOP_WORK cannot be made."
rm -rf "$HR_HOP_WORK/backup.part"
mkdir "$HR_HOP_WORK/backup.part" || die 'The folder for the backup cannot be made.'
cd "$HR_HOP_WORK/backup.part" || exit 1
leaf_copy "$F_PATH/data/notes.db" notes.db || die 'The database cannot be copied; nothing was changed.'
cp -p "$F_PATH/leaf.ini" "$F_PATH/leaf.ini.example" . || die 'The settings cannot be copied; nothing was changed.'
git -C "$F_PATH" rev-parse HEAD >commit || die 'git does not know the commit; nothing was changed.'
rows=$(leaf_rows notes.db) || die 'The copy cannot be read; nothing was changed.'
[ "$rows" = "$(leaf_rows "$F_PATH/data/notes.db")" ] || die 'The copy has other notes; nothing was changed.'
rm -rf "$HR_HOP_WORK/backup"
mv "$HR_HOP_WORK/backup.part" "$HR_HOP_WORK/backup" || die 'The backup cannot be put in its place.'
say "The backup is whole: $rows notes"

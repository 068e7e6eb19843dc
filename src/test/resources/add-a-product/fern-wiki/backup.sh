# shellcheck shell=sh
# Saves settings and database, and proves the copy by reading it back.
set -u
umask 077
backup=$HR_HOP_WORK/backup
rm -rf "$backup.part"
mkdir -p "$backup.part" || die "The folder $backup.part cannot be made."
cd "$backup.part" || exit 1
keep_file "$F_CONFIGURATION"
db_save
checksums
rm -rf "$backup"
mv "$backup.part" "$backup" || die 'The backup cannot be put in its place.'
keeps backup "$backup" 'a roll-back restores from it' "$F_PATH"
say "The backup is whole: $backup"

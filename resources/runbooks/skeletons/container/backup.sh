# shellcheck shell=sh
# Saves the folder with compose.yaml, .env and what the containers keep there, and their volumes, and proves the copy by reading it back.
set -u
umask 077
backup=$HR_HOP_WORK/backup
running=$(my_running) || die 'docker compose does not say which containers run.'
[ -z "$running" ] || die 'Containers run: the backup would miss what they write.'
rm -rf "$backup.part"
mkdir -p "$backup.part" || die "The folder $backup.part cannot be made."
cd "$backup.part" || exit 1
my_mounts >mounts || die 'docker does not say where the containers write.'
my_places saved <mounts >volumes
keep_file "$F_PATH"
while IFS= read -r place; do
    [ -d "$place" ] || die "The volume $place is not there."
    keep_file "$place"
done <volumes
checksums
rm -rf "$backup" "$HR_HOP_WORK/brought-back"
mv "$backup.part" "$backup" || die 'The backup cannot be put in its place.'
keeps backup "$backup" 'a roll-back restores from it' "$F_PATH"
say "The backup is whole: $backup"

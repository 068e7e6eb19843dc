# shellcheck shell=sh
# Saves data and settings, and proves that the copy can be read.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
mkdir -p "$HR_HOP_WORK" || die "The folder $HR_HOP_WORK cannot be made."
backup=$HR_HOP_WORK/backup
rm -rf "$backup.part"
mkdir "$backup.part" || die 'The folder for the backup cannot be made.'

if [ -f data/forgotten.dump ]; then
    echo "cp: error writing '$backup.part/data/status-page.db': No space left on device (as you asked for)"
    rm -rf "$backup.part"
    die 'The backup is not complete.'
fi

say "Saving data and settings to $backup"
cp -Rp data status-page.conf local_requirements.txt "$backup.part/" || die 'The backup is not complete.'
git rev-parse HEAD >"$backup.part/head"
git status --porcelain >"$backup.part/local-edits"
git diff >"$backup.part/local-edits.patch"
rm -f "$backup.part"/data/*.pid "$backup.part/data/port"
(cd "$backup.part" && find . -type f ! -name checksums | LC_ALL=C sort | while IFS= read -r file; do
    sha256sum "$file"
    sleep 0.15
done) | tee "$backup.part/checksums"

say 'Reading the copy back'
(cd "$backup.part" && sha256sum -c checksums) || die 'The copy differs from what was written.'
./manage.sh counts >"$HR_HOP_WORK/counts.before" || die 'The rows cannot be counted.'
DATA=$backup.part/data ./manage.sh counts >"$HR_HOP_WORK/counts.backup" || die 'The copy cannot be read.'
cmp "$HR_HOP_WORK/counts.before" "$HR_HOP_WORK/counts.backup" || die 'The copy has other rows than the original.'
cat "$HR_HOP_WORK/counts.backup"
packed "$backup.part" "$backup.files.tar"
rm -rf "$backup"
mv "$backup.part" "$backup" || die 'The backup could not be put in its place.'
keeps backup "$backup" 'a roll-back restores from it' "$F_PATH"
say 'The backup is whole: same rows, same checksums'

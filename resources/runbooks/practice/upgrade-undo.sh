# shellcheck shell=sh
# Restores the data beside what is there, checks it, and switches. What the upgrade left is kept.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
backup=$HR_HOP_WORK/backup
[ -f "$backup/checksums" ] || die "There is no backup in $backup."
./service.sh stop web scheduler worker
kept=''

say 'Restoring the data beside what is there'
rm -rf data.restored
cp -Rp "$backup/data" data.restored || die 'The data could not be copied back.'
(cd "$backup" && sha256sum -c --quiet checksums) || die 'The backup is damaged; nothing was changed.'
DATA=$PWD/data.restored ./manage.sh counts >"$HR_HOP_WORK/counts.restored" || die 'The restored data cannot be read.'
cmp "$HR_HOP_WORK/counts.before" "$HR_HOP_WORK/counts.restored" || die 'The restored data has other rows.'
if [ -e data ]; then
    kept=$(fresh_name "$HR_HOP_WORK/data.failed")
    mv data "$kept" || die 'The data of the upgrade could not be moved aside.'
    keeps folder "$kept" 'the data that the roll-back replaced'
fi
mv data.restored data || die "The restored data could not be put in place; it is in $F_PATH/data.restored."
say "Restored; what the upgrade left is in ${kept:-no folder, for there was nothing}"

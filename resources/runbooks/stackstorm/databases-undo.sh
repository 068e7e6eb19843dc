# shellcheck shell=sh
# Brings the databases back: Mistral's beside the changed one, MongoDB's from its dump after the changed one was dumped too.
set -u
backup=$HR_HOP_WORK/backup
whole "$backup" || die 'The backup is not whole; nothing was changed.'
for unit in $(st_components); do systemctl stop "$unit"; done
if [ -d "$backup/mistral" ]; then db_bring_back "$backup/mistral"; fi
say 'Keeping MongoDB as the upgrade left it'
[ -e "$HR_HOP_WORK/mongodb.failed" ] || {
    st_mongo mongodump --db "$(st_database)" --gzip --archive="$HR_HOP_WORK/mongodb.failed.part" || die 'mongodump failed; nothing was changed.'
    mv "$HR_HOP_WORK/mongodb.failed.part" "$HR_HOP_WORK/mongodb.failed"
}
say 'Restoring MongoDB'
st_mongo mongorestore --drop --gzip --archive="$backup/mongodb.archive" || die "The dump could not be restored; the state before is in $HR_HOP_WORK/mongodb.failed."

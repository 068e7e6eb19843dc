# shellcheck shell=sh
# Which documents and rows a roll-back would replace: those of the backup and those of now. Read-only.
set -u
backup=$HR_HOP_WORK/backup
st_documents backup.rows <"$backup/mongodb.counts"
st_mongo mongodump --db "$(st_database)" --gzip --archive=/dev/null 2>&1 | st_documents rows
[ ! -d "$backup/mistral" ] || db_losses "$backup/mistral" '^public\.alembic_version$'

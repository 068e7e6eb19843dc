# shellcheck shell=sh
# Which rows a roll-back would replace: those of the backup and those of now. Read-only.
set -u
cd "$F_PATH" || exit 1
counts() {
    ./manage.sh counts | while IFS="$TAB" read -r table rows; do
        fact "$1.$table" "$rows" './manage.sh counts'
    done
}
(DATA=$HR_HOP_WORK/backup/data && export DATA && counts backup.rows)
counts rows

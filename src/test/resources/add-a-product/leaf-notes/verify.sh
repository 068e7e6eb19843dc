# shellcheck shell=sh
# Right version, answering, no note lost?
set -u
[ "$(cat "$F_PATH/VERSION")" = "$HR_TO" ] || die "The code is $(cat "$F_PATH/VERSION"), not $HR_TO."
page=$(leaf_page) || die 'It does not answer.'
echo "$page"
case $page in "Leaf Notes $HR_TO: "*) ;; *) die "Another version answers than $HR_TO." ;; esac
[ "$(leaf_rows "$F_PATH/data/notes.db")" -ge "$(leaf_rows "$HR_HOP_WORK/backup/notes.db")" ] || die 'Notes are missing.'
say "Verified: $HR_TO runs, with all notes"

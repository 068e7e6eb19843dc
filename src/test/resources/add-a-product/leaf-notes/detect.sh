# shellcheck shell=sh
# Looks for Leaf Notes in the home folder. Read-only.
set -u
F_PATH=$HOME/leaf-notes
[ -f "$F_PATH/leaf" ] || exit 0
fact installed yes "ls $F_PATH/leaf"
fact path "$F_PATH" "ls $F_PATH/leaf"
if [ ! -f "$F_PATH/VERSION" ] || [ ! -f "$F_PATH/data/notes.db" ]; then
    fact broken "VERSION or data/notes.db is missing in $F_PATH." "ls $F_PATH"
    exit 0
fi
fact version "$(cat "$F_PATH/VERSION")" "cat $F_PATH/VERSION"
fact_if git.changed "$(git -C "$F_PATH" status --porcelain --untracked-files=no 2>/dev/null)" 'git status --porcelain'
fact service "$("$F_PATH/leaf" status)" './leaf status'
if rows=$(leaf_rows "$F_PATH/data/notes.db" 2>&1); then
    fact rows "$rows" 'select count(*) from notes'
else
    fact database.damaged "$(printf '%s\n' "$rows" | tail -n 1)" 'pragma integrity_check'
fi
echo "$(($(size_kb "$F_PATH/data") / 1024 + 20)) ${HANDRAIL_BASE:-/var/lib}" | space_facts

# shellcheck shell=sh
# Looks for Fern Wiki in the home folder. Read-only.
set -u
F_PATH=$HOME/fern-wiki
F_CONFIGURATION=$F_PATH/settings.env
[ -x "$F_PATH/venv/bin/python3" ] || exit 0
fact installed yes "ls $F_PATH/venv"
fact path "$F_PATH" "ls $F_PATH/venv"
fact configuration "$F_CONFIGURATION" "ls $F_CONFIGURATION"
fact version "$(fern version)" 'python3 -m fern version'
if db_open; then
    db_facts
else
    fact database.unreachable "The settings in $F_CONFIGURATION cannot be read." "cat $F_CONFIGURATION"
fi
echo "$((${F_DATABASE_MB:-0} + 20)) $HANDRAIL_BASE" | space_facts

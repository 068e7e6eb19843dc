# shellcheck shell=sh
# Looks for My Product. Read-only.
set -u
F_PATH=/opt/my-product
F_CONFIGURATION=$F_PATH/settings.env
[ -d "$F_PATH/.git" ] || exit 0
fact installed yes "ls $F_PATH/.git"
fact path "$F_PATH" "ls $F_PATH/.git"
fact configuration "$F_CONFIGURATION" "ls $F_CONFIGURATION"
if [ ! -f "$F_CONFIGURATION" ] || [ ! -x "$F_PATH/venv/bin/python3" ]; then
    fact broken "The settings or the virtual environment are missing in $F_PATH." "ls $F_PATH"
    exit 0
fi
fact version "$(my_git describe --tags --abbrev=0 2>/dev/null | sed 's/^v//')" 'git describe --tags'
fact_if git.changed "$(my_git status --porcelain --untracked-files=no 2>/dev/null)" 'git status --porcelain'
units=$(units_with "$(pattern "$F_PATH")/" | tr '\n' ' ')
fact units "${units% }" "grep ExecStart=.*$F_PATH"
# shellcheck disable=SC2086
unit_facts $units
pip_facts "$F_PATH/venv/bin/python3"
if db_open; then
    db_facts
else
    fact database.unreachable "The settings in $F_CONFIGURATION cannot be read." "cat $F_CONFIGURATION"
fi
echo "$((${F_DATABASE_MB:-0} + 100)) $HANDRAIL_BASE" | space_facts

# shellcheck shell=sh
# Which configuration files to compare: those whose pattern the new version changes, and units that name the old folder. Read-only.
set -u

# pair MINE NEW: a line, if the pattern is another than that of the version before, or always with a third word. Before the new code is
# checked out, its patterns stand in a folder of the run.
pair() {
    name=$(basename "$2")
    old=$HR_HOP_WORK/contrib.old/$name
    new=$2
    [ "${HR_STEP-}" = configuration ] || new=$HR_HOP_WORK/contrib.new/$name
    [ -f "$1" ] && [ -f "$new" ] || return 0
    if [ -n "${3-}" ]; then
        printf '%s\t%s\n' "$1" "$new"
    elif [ -s "$old" ] && ! cmp -s "$old" "$new"; then
        printf '%s\t%s\t%s\n' "$1" "$new" "$old"
    fi
}

wrong=${F_UNITS_WRONG_FOLDER-}
pair "/etc/systemd/system/$F_UNIT_WEB" "$F_PATH/contrib/status-page.service" "$wrong"
[ -z "${F_UNIT_SCHEDULER-}" ] || pair "/etc/systemd/system/$F_UNIT_SCHEDULER" "$F_PATH/contrib/status-page-scheduler.service" "$wrong"
[ -z "${F_UNIT_RQ-}" ] || pair "/etc/systemd/system/$F_UNIT_RQ" "$F_PATH/contrib/status-page-rq.service" "$wrong"
pair "$F_PATH/gunicorn.py" "$F_PATH/contrib/gunicorn.py"
pair "$F_CONFIGURATION" "$F_PATH/statuspage/statuspage/configuration_example.py"

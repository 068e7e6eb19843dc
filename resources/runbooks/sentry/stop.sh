# shellcheck shell=sh
# Stops web, worker and cron, unless the admin chose to keep them running until the restart.
set -u
if [ "${STOP_FIRST:-yes}" = no ]; then
    say 'You chose to keep the services running until they are restarted'
    exit 0
fi
# shellcheck disable=SC2046
units_stop $(sy_units)

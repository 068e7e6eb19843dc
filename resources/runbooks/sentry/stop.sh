# shellcheck shell=sh
# Stops web, worker and cron, unless the admin chose to keep them running until the restart. Data that are moved must not change meanwhile.
# The worker stops last, when it has done what was waiting: the new version may not understand the old one's jobs.
set -u
if [ "${STOP_FIRST:-yes}" = no ] && [ "${F_DATABASE_ENGINE-}" != sqlite ]; then
    say 'You chose to keep the services running until they are restarted'
    exit 0
fi
workers=''
others=''
for unit in $(sy_units); do
    case $(unit_value "$unit" ExecStart) in
        *'run worker'*) workers="$workers $unit" ;;
        *) others="$others $unit" ;;
    esac
done
# shellcheck disable=SC2046
units_note $(sy_units)
# shellcheck disable=SC2086
units_stop $others
if [ -n "$workers" ] && version_at_least "$HR_FROM" 8.3; then
    say 'Waiting until the worker has done all jobs'
    waiting() { sy_sentry queues list 2>/dev/null | awk '$2 > 0'; }
    drained() { [ -z "$(waiting)" ]; }
    if ! wait_for 20 drained; then
        warn 'These queues are not empty; the new version may fail on the jobs in them:'
        waiting
    fi
fi
# shellcheck disable=SC2086
units_stop $workers

# shellcheck shell=sh
# Notes which services run, the first time only, and stops all containers.
set -u
if [ ! -e "$HR_HOP_WORK/services" ]; then
    mkdir -p "$HR_HOP_WORK"
    my_running >"$HR_HOP_WORK/services.new" || die 'docker compose does not say which containers run.'
    mv "$HR_HOP_WORK/services.new" "$HR_HOP_WORK/services" || die 'It could not be noted which containers run.'
fi
my_compose stop || die 'The containers could not be stopped.'

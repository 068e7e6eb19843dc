# shellcheck shell=sh
# Stops the services, so that packages and databases can go back under them.
set -u
st2ctl stop
for unit in $(st_components); do
    systemctl stop "$unit" || die "$unit could not be stopped."
done
say 'All services are stopped'

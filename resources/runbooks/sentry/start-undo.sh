# shellcheck shell=sh
# Stops the services, so that code and database can go back under them.
set -u
for unit in $(sy_units); do
    systemctl stop "$unit" || die "$unit could not be stopped."
    echo "$unit: $(systemctl is-active "$unit")"
done

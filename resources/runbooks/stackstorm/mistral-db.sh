# shellcheck shell=sh
# Upgrades Mistral's database, with Mistral stopped. The noise about OpenStack is harmless.
set -u
if [ -z "$(st_package st2mistral)" ] || [ ! -x /opt/stackstorm/mistral/bin/mistral-db-manage ]; then
    say 'Mistral is not installed (any more)'
    exit 0
fi
for unit in mistral mistral-api mistral-server; do
    ! systemctl -q is-active "$unit" || systemctl stop "$unit" || die "$unit could not be stopped."
done
say 'mistral-db-manage upgrade head'
/opt/stackstorm/mistral/bin/mistral-db-manage --config-file /etc/mistral/mistral.conf upgrade head || die 'The upgrade failed; what it said stands above.'
say 'mistral-db-manage populate'
/opt/stackstorm/mistral/bin/mistral-db-manage --config-file /etc/mistral/mistral.conf populate 2>&1 | grep -vE 'openstack|keystone|ironic|nova|glance|neutron|heat|No module named' | tail -n 20
db_open && say "The database is at $(db_migrations)"

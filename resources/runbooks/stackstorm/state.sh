# shellcheck shell=sh
# What StackStorm is like right now: packages, services, keys, packs, Mistral's database. Read-only.
set -u
if [ "${F_INSTALL-}" = packages ]; then
    fact version "$(st_installed)" 'package st2'
    # shellcheck disable=SC2046
    unit_state $(st_components)
    if [ -n "${F_MISTRAL-}" ] && db_open 2>/dev/null; then
        fact mistral.migration "$(db_migrations 2>/dev/null)" 'select version_num from alembic_version'
    fi
else
    fact version "$(st_client)" 'st2 --version'
fi
fact packs "$(find /opt/stackstorm/packs -mindepth 2 -maxdepth 2 -name pack.yaml 2>/dev/null | wc -l | tr -d ' ')" 'ls /opt/stackstorm/packs/*/pack.yaml'
keys=$(st_keys 2>/dev/null | grep -c '^ *"name":')
fact keys "$keys" 'st2 key list -j'
fact self.test "$(limited 60 st2 run core.local -- date -R 2>&1 | sed -n 's/^ *status: *//p' | first_line)" 'st2 run core.local -- date -R'

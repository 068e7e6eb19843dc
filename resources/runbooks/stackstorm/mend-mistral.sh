# shellcheck shell=sh
# Mistral was started before its database was upgraded and has made tables that are in the way: drops those that were not there before.
set -u
backup=$HR_HOP_WORK/backup/mistral
whole "$HR_HOP_WORK/backup" || die 'There is no whole backup; nothing was changed.'
db_open || die 'The connection in /etc/mistral/mistral.conf cannot be read.'
for unit in mistral mistral-api mistral-server; do systemctl stop "$unit" 2>/dev/null; done
for table in event_triggers_v2 workflow_executions_v2 task_executions_v2 action_executions_v2 named_locks; do
    if grep -q "^public\.$table$TAB" "$backup/counts.live"; then
        echo "$table was there before the upgrade, so it stays"
    else
        db_sql "drop table if exists $table cascade" || die "$table could not be dropped."
        echo "$table is dropped"
    fi
done
say 'Run the step again'

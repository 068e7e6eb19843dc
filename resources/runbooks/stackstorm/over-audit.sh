# shellcheck shell=sh
# The audit logs: the record of executions, whose history is not carried over. Read-only.
set -u
find /var/log/st2 -name '*audit.log*' -type f | sort

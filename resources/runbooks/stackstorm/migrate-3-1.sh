# shellcheck shell=sh
# Sends executions that a policy had delayed back to the scheduler. No package has the script; st2scheduler does the same at each start.
set -u
if st_script st2-cleanup-policy-delayed.py >/dev/null; then
    st_migrate st2-cleanup-policy-delayed.py
else
    say 'The package does not bring st2-cleanup-policy-delayed.py: st2scheduler does its work when it starts'
fi

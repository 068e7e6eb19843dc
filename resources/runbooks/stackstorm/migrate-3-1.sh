# shellcheck shell=sh
# Removes executions that a policy had delayed.
set -u
st_migrate st2-cleanup-policy-delayed.py

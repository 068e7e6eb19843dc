# shellcheck shell=sh
# Changes the stored results of old executions to the new, faster form. There is no way back to 3.4 after it.
set -u
st_migrate st2-migrate-db-dict-field-values --yes

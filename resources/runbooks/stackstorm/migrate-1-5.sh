# shellcheck shell=sh
# Gives each key of the datastore a scope and says whether it is secret.
set -u
st_migrate st2-migrate-datastore-to-include-scope-secret.py

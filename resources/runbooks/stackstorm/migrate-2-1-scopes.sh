# shellcheck shell=sh
# Renames the scopes of the datastore to st2kv.system and st2kv.user.
set -u
st_migrate st2-migrate-datastore-scopes.py

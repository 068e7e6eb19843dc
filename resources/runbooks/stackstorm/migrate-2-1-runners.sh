# shellcheck shell=sh
# Registers the runners, which are plugins now.
set -u
st_migrate st2-migrate-runners.sh

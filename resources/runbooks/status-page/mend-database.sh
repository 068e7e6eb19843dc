# shellcheck shell=sh
# PostgreSQL stands still on this server: starts it, and waits until it answers.
set -u
db_start

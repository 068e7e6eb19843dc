# shellcheck shell=sh
# What Fern Wiki is like right now. Read-only.
set -u
fact version "$(fern version)" 'python3 -m fern version'
fact pages "$(fern pages)" 'python3 -m fern pages'
db_open && fact migrations "$(db_migrations | wc -l)" 'select name from migrations'

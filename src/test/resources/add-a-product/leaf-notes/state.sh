# shellcheck shell=sh
# What Leaf Notes is like right now. Read-only.
set -u
fact version "$(cat "$F_PATH/VERSION")" 'cat VERSION'
fact rows "$(leaf_rows "$F_PATH/data/notes.db")" 'select count(*) from notes'
fact migrations "$("$F_PATH/leaf" migrations | wc -l)" './leaf migrations'
fact service "$("$F_PATH/leaf" status)" './leaf status'
fact page "$(leaf_page 2>/dev/null)" 'GET /'

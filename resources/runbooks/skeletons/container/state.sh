# shellcheck shell=sh
# What My Product is like right now. Read-only.
set -u
fact version "$(my_tag)" "grep ^TAG= $F_PATH/.env"
fact containers "$(my_running 2>/dev/null | tr '\n' ' ')" 'docker compose ps'
fact images "$(my_compose images -q 2>/dev/null | sort | tr '\n' ' ')" 'docker compose images'

# shellcheck shell=sh
# Looks for the containers of My Product. Read-only.
set -u
F_PATH=/opt/my-product
[ -f "$F_PATH/compose.yaml" ] || exit 0
fact installed yes "ls $F_PATH/compose.yaml"
fact path "$F_PATH" "ls $F_PATH/compose.yaml"
if [ ! -f "$F_PATH/.env" ] || ! have docker; then
    fact broken "There is no docker, or no file $F_PATH/.env with a line TAG=." "ls $F_PATH/.env"
    exit 0
fi
fact version "$(my_tag)" "grep ^TAG= $F_PATH/.env"
fact_if containers "$(my_running 2>/dev/null | tr '\n' ' ')" 'docker compose ps'
echo "$(($(size_kb "$F_PATH") / 1024 + 50)) $HANDRAIL_BASE" | space_facts

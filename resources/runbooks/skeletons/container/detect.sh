# shellcheck shell=sh
# Looks for the containers of My Product. Read-only.
set -u
F_PATH=$(cd -P /opt/my-product 2>/dev/null && pwd) && [ -f "$F_PATH/compose.yaml" ] || exit 0
fact installed yes "ls $F_PATH/compose.yaml"
fact path "$F_PATH" "ls $F_PATH/compose.yaml"
broken=
if [ ! -f "$F_PATH/.env" ] || [ -z "$(my_tag)" ]; then
    broken="The file $F_PATH/.env has no line TAG= with a version."
elif ! grep -q '\$[{]\{0,1\}TAG' "$F_PATH/compose.yaml"; then
    broken="The images in $F_PATH/compose.yaml do not name \${TAG}."
elif ! have docker || ! docker compose version >/dev/null 2>&1; then
    broken='There is no docker with its plugin compose.'
elif ! mounts=$(my_mounts 2>/dev/null); then
    broken="docker does not answer to $(id -un)."
fi
if [ -n "$broken" ]; then
    fact broken "$broken" "ls $F_PATH/.env; docker compose ps"
    exit 0
fi
fact version "$(my_tag)" "grep ^TAG= $F_PATH/.env"
fact_if containers "$(my_running 2>/dev/null | tr '\n' ' ')" 'docker compose ps'
fact_if mounts.other "$(printf '%s\n' "$mounts" | my_places other | tr '\n' ' ')" 'docker inspect'
# The backup needs it once; a roll-back keeps what it replaces, and needs it once more in its place.
{
    echo "$F_PATH"
    printf '%s\n' "$mounts" | my_places saved
} | while IFS= read -r place; do
    megabytes=$(($(size_kb "$place") / 1024 + 50))
    echo "$megabytes $HANDRAIL_BASE"
    echo "$megabytes $place"
done | space_facts

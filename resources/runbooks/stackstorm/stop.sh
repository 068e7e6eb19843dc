# shellcheck shell=sh
# Stops all of StackStorm, and ends what is left of it.
set -u
mkdir -p "$HR_HOP_WORK"
if [ ! -e "$HR_HOP_WORK/units.active" ]; then
    for unit in $(st_components); do
        if systemctl -q is-active "$unit"; then echo "$unit"; fi
    done >"$HR_HOP_WORK/units.active.new"
    mv "$HR_HOP_WORK/units.active.new" "$HR_HOP_WORK/units.active"
fi
say 'st2ctl stop'
st2ctl stop
# shellcheck disable=SC2046
units_stop $(st_components)
left=$(st_left)
if [ -n "$left" ]; then
    say 'Ending what is left'
    printf '%s\n' "$left"
    printf '%s\n' "$left" | awk '{ print $1 }' | xargs kill
    none_left() { [ -z "$(st_left)" ]; }
    wait_for 20 none_left || st_left | awk '{ print $1 }' | xargs kill -9
    wait_for 5 none_left || die 'Processes of StackStorm still run.'
fi

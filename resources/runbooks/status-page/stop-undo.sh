# shellcheck shell=sh
# Starts the services that ran before.
set -u
[ -e "$HR_HOP_WORK/units.active" ] || {
    say 'Nothing was stopped'
    exit 0
}
# shellcheck disable=SC2046
units_start $(cat "$HR_HOP_WORK/units.active")
if grep -qxF "$F_UNIT_WEB" "$HR_HOP_WORK/units.active"; then
    page_there() { [ "$(sp_page)" = 200 ]; }
    wait_for 60 page_there || die "The page does not answer: $(sp_page)"
fi
say 'The services run as before'

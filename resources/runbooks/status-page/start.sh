# shellcheck shell=sh
# Starts all three services with the new code, and stays until the page answers.
set -u
# shellcheck disable=SC2046
units_start $(sp_units)
page_there() { [ "$(sp_page)" = 200 ]; }
wait_for 60 page_there || {
    journalctl --no-pager -n 20 -u "$F_UNIT_WEB" 2>/dev/null
    die "The page does not answer: $(sp_page)"
}
# shellcheck disable=SC2046
units_verify $(sp_units)

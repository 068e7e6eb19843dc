# shellcheck shell=sh
# Starts all three services with the new code, and stays until the page answers or the web service has fallen over.
set -u
# shellcheck disable=SC2046
units_start $(sp_units)
page_there() { [ "$(sp_page)" = 200 ]; }
settled() {
    page_there || case $(systemctl show -p SubState --value "$F_UNIT_WEB") in auto-restart | failed | dead) ;; *) return 1 ;; esac
}
wait_for 60 settled
page_there || {
    journalctl --no-pager -n 20 -u "$F_UNIT_WEB" 2>/dev/null
    die "The page does not answer: $(sp_page)"
}
# shellcheck disable=SC2046
units_verify $(sp_units)

# shellcheck shell=sh
# Right version, and do all services run that ran before?
set -u
[ "$(my_tag)" = "$HR_TO" ] || die "The file .env names $(my_tag), not $HR_TO."
services=$HR_HOP_WORK/services
[ -s "$services" ] || die 'No container ran before the upgrade, so nothing tells which must run now.'
wait_for 120 my_well "$services" || die "These containers do not run well: $(my_ill "$services" | tr '\n' ' ')"
before=$(my_states "$services")
sleep 10
[ "$(my_states "$services")" = "$before" ] || die "A container has started again: $(my_states "$services" | tr '\n' ' ')"
say "Verified: $HR_TO runs"

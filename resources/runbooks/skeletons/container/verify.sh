# shellcheck shell=sh
# Right version, and running?
set -u
[ "$(my_tag)" = "$HR_TO" ] || die "The file .env names $(my_tag), not $HR_TO."
wait_for 60 my_compose exec -T web true || die 'The container web does not answer: docker compose logs web'
say "Verified: $HR_TO runs"

# shellcheck shell=sh
# Runs the migrations. They print FATAL ERROR where one fails and yet may end well, so what they print is judged.
set -u
whole "$HR_HOP_WORK/backup" || die 'There is no whole backup.'
say 'sentry upgrade --noinput'
sy_sentry upgrade --noinput || die 'sentry upgrade failed; what it said stands above.'
say 'sentry upgrade has ended'

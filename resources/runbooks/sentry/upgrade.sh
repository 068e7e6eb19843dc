# shellcheck shell=sh
# Runs the migrations. They print FATAL ERROR where one fails and yet may end well, so what they print is judged.
set -u
whole "$HR_HOP_WORK/backup" || die 'There is no whole backup.'
say 'sentry upgrade --noinput'
said=$HR_HOP_WORK/sentry-upgrade
{
    sy_sentry upgrade --noinput 2>&1
    echo $? >"$said.exit"
} | tee "$said.output"
failed=$(sy_failed_migration <"$said.output")
[ -z "$failed" ] || die "$failed"
exception=$(sy_without_threads <"$said.output" | last_exception)
[ -z "$exception" ] || die "sentry upgrade printed a traceback: $exception"
[ "$(cat "$said.exit")" = 0 ] || die 'sentry upgrade failed; what it said stands above.'
# From 6.0 users are Sentry's own. Up to 7.5 `sentry start` upgrades too, and asks whether the content type of the old ones may go:
# a service that is asked something ends.
if version_at_least "$HR_TO" 6.0 && ! version_at_least "$HR_TO" 7.6; then
    sy_inside "$F_CONF_PY" 'from django.contrib.contenttypes.models import ContentType
for stale in ContentType.objects.filter(app_label="auth", model="user"):
    print("Removing the content type auth | user, which no version from 6.0 on has")
    stale.delete()' || die 'The content type auth | user could not be removed.'
fi
say 'sentry upgrade has ended'

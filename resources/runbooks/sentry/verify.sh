# shellcheck shell=sh
# Does the right version run, whole and without errors?
set -u
say "Installed: $(sy_sentry --version)"
[ "$(sy_version "$F_VENV")" = "$HR_TO" ] || die "It should be $HR_TO."

say 'Services'
# shellcheck disable=SC2046
units_verify $(sy_units)
installed=$(stat -c %Y "$F_VENV"/lib/python*/site-packages/sentry-"$HR_TO"*-info | sort -n | tail -n 1)
for unit in $(sy_units); do
    pid=$(systemctl show -p MainPID --value "$unit")
    started=$(stat -c %Y "/proc/$pid")
    [ "$started" -ge "${installed:-0}" ] || [ "$started" -ge "$(cat "$HR_HOP_WORK/restarted" 2>/dev/null || echo 0)" ] ||
        die "$unit runs since before the code was changed."
done

say 'Migrations'
db_open || die "The database settings in $F_CONF_PY cannot be read."
last=$(db_sql "select migration from south_migrationhistory where app_name = 'sentry' order by migration desc limit 1")
echo "the last one of Sentry: $last"
if version_at_least "$HR_TO" 9.1.2 && [ "$last" != 0472_auto__add_field_sentryapp_author ]; then
    die '0472_auto__add_field_sentryapp_author is missing: later versions would refuse this database.'
fi

say 'Health'
health=$(sy_health)
echo "GET /_health/ on ${F_HTTP_BIND-}: $health"
case $health in '200 '*) ;; *) die 'Sentry is not healthy.' ;; esac

say 'The journal since the start'
# shellcheck disable=SC2046
errors=$(journal_errors 'Traceback \(most recent call last\)|ConfigurationError|CRITICAL' $(sy_units))
if [ -n "$errors" ]; then
    printf '%s\n' "$errors" | head -n 40
    die 'The services report errors.'
fi
echo 'no errors'
say "Verified: Sentry $HR_TO runs"

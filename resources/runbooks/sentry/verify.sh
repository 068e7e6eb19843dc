# shellcheck shell=sh
# Does the right version run, whole and without errors?
set -u
cd / || exit 1
installed=$(sy_version "$F_VENV")
say "Installed: $installed"
[ "$installed" = "$HR_TO" ] || die "It should be $HR_TO."

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
last=$(sy_last_migration)
echo "the last one of Sentry: $last"
if version_at_least "$HR_TO" 9.1.2 && [ "$last" != 0472_auto__add_field_sentryapp_author ]; then
    die '0472_auto__add_field_sentryapp_author is missing: later versions would refuse this database.'
fi

say 'Tables'
if ! missing=$(sy_missing_columns); then
    echo 'not compared: this version does not tell what its models expect'
elif [ -n "$missing" ]; then
    printf '%s\n' "$missing"
    die "The database lacks what Sentry $HR_TO expects: $(printf '%s\n' "$missing" | head -n 5 | tr '\n' ' ')"
else
    echo 'nothing is missing that the models expect'
fi

say 'Health'
health=$(sy_health)
echo "GET /_health/ on ${F_HTTP_BIND-}: $health"
case $health in '200 '*) ;; *) die 'Sentry is not healthy.' ;; esac

say 'The journal since the start'
# shellcheck disable=SC2046
errors=$(journal_errors "$(sy_error_pattern)" $(sy_units))
if [ "$(printf '%s\n' "$errors" | sy_own_errors)" -gt 0 ]; then
    printf '%s\n' "$errors" | head -n 40
    die 'The services report errors.'
elif printf '%s\n' "$errors" | grep -q 'Task .* raised unexpected'; then
    printf '%s\n' "$errors" | grep -o 'Task .* raised unexpected: [^(]*' | sort | uniq -c
    warn 'These jobs failed in the worker; the services themselves report no errors.'
elif [ -n "$errors" ]; then
    warn 'Sentry could not count some metrics of its own at the start; the services report no other errors.'
else
    echo 'no errors'
fi
say "Verified: Sentry $HR_TO runs"

# shellcheck shell=sh
# Does the right version run, whole and without errors?
set -u
version=$(sed -n "s/^VERSION *= *['\"]\(.*\)['\"].*/\1/p" "$F_PATH/statuspage/statuspage/settings.py")
say "The code is $version ($(sp_git describe --tags --always))"
[ "$version" = "$HR_TO" ] || die "It should be $HR_TO."

say 'Services'
# shellcheck disable=SC2046
units_verify $(sp_units)

say 'Migrations'
plan=$(sp_manage showmigrations --plan) || die 'manage.py does not work.'
printf '%s\n' "$plan" | awk '/^\[X\]/ { done++ } /^\[ \]/ { print; left++ } END { printf "%d applied, %d not\n", done, left }'
case $plan in *'[ ]'*) die 'Not all migrations are applied.' ;; esac

say 'Tables'
db_open || die "The database settings in $F_CONFIGURATION cannot be read."
if ! missing=$(sp_missing_columns); then
    echo 'not compared: this version does not tell what its models expect'
elif [ -n "$missing" ]; then
    printf '%s\n' "$missing"
    die "The database lacks what Status-Page $HR_TO expects: $(printf '%s\n' "$missing" | head -n 5 | tr '\n' ' ')"
else
    echo 'nothing is missing that the models expect'
fi

say 'The page'
status=$(sp_page)
echo "GET / on ${F_HTTP_BIND-}: $status"
[ "$status" = 200 ] || die 'The page does not answer with 200.'

say 'The journal since the start'
# shellcheck disable=SC2046
errors=$(journal_errors 'Traceback \(most recent call last\)|^\[CRITICAL\]|ImproperlyConfigured' $(sp_units))
if [ -n "$errors" ]; then
    printf '%s\n' "$errors" | head -n 40
    die 'The services report errors.'
fi
echo 'no errors'
say "Verified: Status-Page $HR_TO runs"

# shellcheck shell=sh
# Does the right version run, whole and without errors?
set -u
version=$(sed -n "s/^VERSION *= *['\"]\(.*\)['\"].*/\1/p" "$F_PATH/statuspage/statuspage/settings.py")
say "The code is $version ($(sp_git describe --tags --always))"
[ "$version" = "$HR_TO" ] || die "It should be $HR_TO."

say 'Services'
for unit in $(sp_units); do
    systemctl -q is-active "$unit" || die "$unit is $(systemctl is-active "$unit")."
    pid=$(systemctl show -p MainPID --value "$unit")
    restarts=$(systemctl show -p NRestarts --value "$unit")
    echo "$unit: active, process $pid, started $(systemctl show -p ActiveEnterTimestamp --value "$unit"), restarted by itself ${restarts:-0} times"
    [ "${restarts:-0}" = 0 ] || die "$unit falls over and is started again: journalctl -eu $unit"
    case $(readlink "/proc/$pid/exe") in
        *deleted*) die "$unit runs a program that is not there any more." ;;
    esac
done

say 'Migrations'
plan=$(sp_manage showmigrations --plan) || die 'manage.py does not work.'
printf '%s\n' "$plan" | awk '/^\[X\]/ { done++ } /^\[ \]/ { print; left++ } END { printf "%d applied, %d not\n", done, left }'
case $plan in *'[ ]'*) die 'Not all migrations are applied.' ;; esac

say 'The page'
status=$(sp_page)
echo "GET / on ${F_HTTP_BIND-}: $status"
[ "$status" = 200 ] || die 'The page does not answer with 200.'

say 'The journal since the start'
since=$(cat "$HR_HOP_WORK/restarted" 2>/dev/null || date +%s)
errors=$(sp_units | sed 's/^/-u /' | xargs journalctl --no-pager -o cat --since "@$since" 2>/dev/null | grep -E -A 30 'Traceback \(most recent call last\)|^\[CRITICAL\]|ImproperlyConfigured')
if [ -n "$errors" ]; then
    printf '%s\n' "$errors" | head -n 40
    die 'The services report errors.'
fi
echo 'no errors'
say "Verified: Status-Page $HR_TO runs"

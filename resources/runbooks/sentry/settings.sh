# shellcheck shell=sh
# Says which settings have new names, and refuses the one pair that would keep Sentry from starting.
set -u
moved=$(sy_ask legacy) || die "$F_CONF_PY cannot be read by the new version; see the lines above."
if printf '%s\n' "$moved" | grep -q '^BOTH'; then
    die "Both SENTRY_OPTIONS['redis.clusters'] and SENTRY_REDIS_OPTIONS are set: Sentry does not start with both. Take SENTRY_REDIS_OPTIONS out of $F_CONF_PY."
fi
if [ -n "$moved" ]; then
    say 'These settings have new names; the old ones still work, with a warning'
    printf '%s\n' "$moved" | awk -F "$TAB" '{ printf "%s is called %s in config.yml or sentry.conf.py now\n", $1, $2 }'
fi
say 'Asking the new version whether it can read its configuration'
if version_at_least "$HR_TO" 8.0; then
    set -- config get -q system.url-prefix
else
    set -- validate
fi
sy_sentry "$@" >/dev/null 2>"$HR_HOP_WORK/config.err" || {
    tail -n 5 "$HR_HOP_WORK/config.err"
    die 'It cannot.'
}
grep -E 'Deprecat|should be set to UTC' "$HR_HOP_WORK/config.err" | sort -u
say 'It can'

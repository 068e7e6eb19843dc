# shellcheck shell=sh
# Our configuration beside the fresh ones of the new version and of the installed one. Read-only.
set -u
for name in sentry.conf.py config.yml; do
    mine=$F_CONF/$name
    [ "$name" != sentry.conf.py ] || mine=$F_CONF_PY
    if [ -f "$mine" ] && [ -f "$HR_HOP_WORK/fresh/$name" ]; then
        printf '%s\t%s\t%s\n' "$mine" "$HR_HOP_WORK/fresh/$name" "$HR_HOP_WORK/base/$name"
    fi
done

# shellcheck shell=sh
# Our configuration beside the fresh one of the new version. Read-only.
set -u
for name in sentry.conf.py config.yml; do
    mine=$F_CONF/$name
    [ "$name" != sentry.conf.py ] || mine=$F_CONF_PY
    if [ -f "$mine" ] && [ -f "$HR_HOP_WORK/fresh/$name" ]; then
        printf '%s\t%s\n' "$mine" "$HR_HOP_WORK/fresh/$name"
    fi
done

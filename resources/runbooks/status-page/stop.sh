# shellcheck shell=sh
# Stops the three services and sees that nothing of them is left.
set -u
# shellcheck disable=SC2046
units_stop $(sp_units)
left=$(grep -laF -e "$F_PATH/statuspage" /proc/[0-9]*/cmdline 2>/dev/null | while IFS= read -r file; do
    folder=${file%/cmdline}
    [ "${folder#/proc/}" != "$$" ] && { tr '\0' ' ' <"$file"; } 2>/dev/null | grep -E 'gunicorn|manage\.py rq' | sed "s,^,${folder#/proc/} ,"
done)
if [ -n "$left" ]; then
    printf '%s\n' "$left"
    die 'These processes of Status-Page still run; end them, then try again.'
fi

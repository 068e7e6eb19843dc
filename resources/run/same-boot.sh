# shellcheck shell=sh
# Whether the server has been up without a break since a step was started here (exit code 0). STEP_FOLDER: the step's folder.
unset CDPATH
{ read -r _ _ boot _ <"$STEP_FOLDER/pid"; } 2>/dev/null || exit 1
[ "$boot" = "$(cat /proc/sys/kernel/random/boot_id)" ]

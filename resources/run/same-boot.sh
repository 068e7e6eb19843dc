# shellcheck shell=sh
# Whether the server has been up without a break since a step was started here (exit code 0). STEP_FOLDER: the step's folder.
# After a restart it waits until all that starts by itself has started, so that what is looked at next is no half-started server.
unset CDPATH
{ read -r _ _ boot _ <"$STEP_FOLDER/pid"; } 2>/dev/null
[ "${boot-}" != "$(cat /proc/sys/kernel/random/boot_id)" ] || exit 0
if [ -d /run/systemd/system ]; then
    timeout 100 systemctl is-system-running --wait >/dev/null 2>&1
fi
exit 1

# shellcheck shell=sh
# Makes the private folders in which the steps of a run leave things for each other.
# HR_BASE: Handrail's folder here. HR_WORK, HR_HOP_WORK: below it.
umask 077
unset CDPATH
refuse() {
    printf 'ERROR: %s\n' "$*" >&2
    exit 1
}
for folder in "$HR_BASE" "${HR_WORK%/work}" "$HR_WORK" "$HR_HOP_WORK"; do
    [ ! -L "$folder" ] || refuse "$folder is a symbolic link."
    mkdir -p "$folder" || refuse "$folder cannot be made."
    # shellcheck disable=SC2012
    owner=$(ls -ldn "$folder" | awk '{ print $3 }')
    [ "$owner" = "$(id -u)" ] || refuse "$folder belongs to another user."
done

# shellcheck shell=sh
# Installs the old package again and puts configuration and data back. What it replaces is kept.
set -u
backup=$HR_HOP_WORK/backup
whole "$backup" || die 'The backup is not whole; nothing was changed.'
# shellcheck disable=SC2086
units_stop $F_UNITS
DEBIAN_FRONTEND=noninteractive apt-get install -y --allow-downgrades -o Dpkg::Options::=--force-confold "my-product=$(cat "$backup/version")" ||
    die 'apt could not install the old package; its output says why.'
for folder in /etc/my-product /var/lib/my-product; do
    # A second try leaves alone what the first has put back: it may have been changed since.
    if [ ! -e "$backup/files$folder" ] || grep -qxF -e "$folder" "$HR_HOP_WORK/brought-back" 2>/dev/null; then continue; fi
    if [ -e "$folder" ]; then
        kept=$(fresh_name "$folder.replaced-by-$HR_RUN-$HR_HOP")
        mv "$folder" "$kept" || die "$folder cannot be kept."
        keeps folder "$kept" 'what the roll-back replaced' ''
    fi
    place_copied "$backup/files$folder" "$folder" || die "$folder cannot be put back; the backup is $backup."
    printf '%s\n' "$folder" >>"$HR_HOP_WORK/brought-back"
done
say 'The old package, its configuration and its data are back'

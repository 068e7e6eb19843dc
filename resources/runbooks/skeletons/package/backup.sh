# shellcheck shell=sh
# Saves configuration and data, and proves the copy by reading it back.
set -u
umask 077
backup=$HR_HOP_WORK/backup
rm -rf "$backup.part"
mkdir -p "$backup.part" || die "The folder $backup.part cannot be made."
cd "$backup.part" || exit 1
keep_file /etc/my-product
keep_file /var/lib/my-product
my_version >version || die 'dpkg does not know the version; nothing was changed.'
checksums
rm -rf "$backup" "$HR_HOP_WORK/brought-back"
mv "$backup.part" "$backup" || die 'The backup cannot be put in its place.'
keeps backup "$backup" 'a roll-back restores from it' /etc/my-product
say "The backup is whole: $backup"

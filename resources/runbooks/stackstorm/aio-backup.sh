# shellcheck shell=sh
# Saves the answers of the installer, configuration, packs and, where its tool is there, MongoDB.
set -u
umask 077
backup=$HR_HOP_WORK/backup
rm -rf "$backup.part"
mkdir -p "$backup.part/files" || die "The folder $backup.part cannot be made."
cd "$backup.part" || exit 1
say 'Saving files'
# shellcheck disable=SC2086
for file in ${F_ANSWERS_ALL-} /etc/st2 /etc/mistral /etc/facter/facts.d /opt/stackstorm/packs /opt/stackstorm/configs /etc/ssl/st2 /root/.st2/config; do
    keep_file "$file"
done
mkdir -p files/var/log/st2
find /var/log/st2 -name '*.audit.log' -exec cp -a {} files/var/log/st2/ \;
if have mongodump; then
    say "Dumping MongoDB, database $(st_database)"
    mongodump --db "$(st_database)" --out mongodb || die 'mongodump failed; nothing was changed.'
    [ -n "$(find mongodb -name '*.bson')" ] || die 'The dump is empty; nothing was changed.'
else
    warn 'mongodump is not here, so MongoDB is saved by your snapshot alone.'
fi
say 'Checksums'
checksums
packed "$backup.part" "$backup.files.tar"
rm -rf "$backup"
mv "$backup.part" "$backup" || die 'The backup could not be put in its place.'
keeps backup "$backup" 'a roll-back restores from it' stackstorm
say "The backup is whole: $backup"

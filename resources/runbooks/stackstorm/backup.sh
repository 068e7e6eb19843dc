# shellcheck shell=sh
# Saves configuration, keys, packs and databases, and proves that the copy is whole by reading all of it back.
set -u
umask 077
backup=$HR_HOP_WORK/backup
rm -rf "$backup.part"
mkdir -p "$backup.part/files" || die "The folder $backup.part cannot be made."
cd "$backup.part" || exit 1

say 'Saving files'
for file in /etc/st2 /etc/mistral /opt/stackstorm/packs /opt/stackstorm/configs /opt/stackstorm/overrides /opt/stackstorm/chatops/st2chatops.env \
    /etc/nginx/conf.d/st2.conf /root/.st2/config; do
    keep_file "$file"
done
mkdir -p files/var/log/st2
find /var/log/st2 -name '*.audit.log' -exec cp -a {} files/var/log/st2/ \;
[ ! -d /opt/stackstorm/virtualenvs ] || ls /opt/stackstorm/virtualenvs >virtualenvs
for name in $F_PACKAGES; do printf '%s %s\n' "$name" "$(st_package "$name")"; done >packages
[ -e files/etc/st2/keys ] || warn 'There is no folder /etc/st2/keys: encrypted values could not be read without it.'

say "Dumping MongoDB, database $(st_database)"
if ! st_mongo mongodump --db "$(st_database)" --gzip --archive=mongodb.archive 2>mongodb.counts; then
    cat mongodb.counts
    die 'mongodump failed; nothing was changed.'
fi
cat mongodb.counts
say 'Reading the dump back whole'
st_mongo mongorestore --gzip --archive=mongodb.archive --dryRun || die 'The dump cannot be read back; nothing was changed.'
gzip -t <mongodb.archive || die 'The dump is damaged; nothing was changed.'

if [ -n "${F_MISTRAL-}" ]; then
    say "Dumping Mistral's database"
    mkdir mistral
    cd mistral || exit 1
    db_save
    cd ..
fi

say 'Checksums'
checksums
packed "$backup.part" "$backup.files.tar"
rm -rf "$backup"
mv "$backup.part" "$backup" || die 'The backup could not be put in its place.'
keeps backup "$backup" 'a roll-back restores from it' stackstorm
say "The backup is whole: $backup"

# shellcheck shell=sh
# Puts databases, the old packages and the configuration back. What the upgrade left is kept: Mistral's database under another name,
# MongoDB as a dump, the configuration in a folder.
set -u
old=$HR_HOP_WORK/old
backup=$HR_HOP_WORK/backup
whole "$backup" || die 'The backup is not whole; nothing was changed.'
for unit in $(st_components); do systemctl stop "$unit"; done
if [ -d "$backup/mistral" ]; then
    say "Mistral's database"
    db_bring_back "$backup/mistral"
fi
say 'MongoDB'
# Each try keeps what it finds: a second one may find documents that were written since the first.
kept=$(fresh_name "$HR_HOP_WORK/mongodb.failed")
st_mongo mongodump --db "$(st_database)" --gzip --archive="$kept.part" || die 'mongodump failed; nothing was changed.'
gzip -t <"$kept.part" || die 'The dump of the present documents is damaged; nothing was changed.'
mv "$kept.part" "$kept" || die 'The dump could not be put in its place; nothing was changed.'
keeps file "$kept" 'the documents that the roll-back replaced; mongorestore --gzip --archive reads it'
st_mongo mongorestore --drop --gzip --archive="$backup/mongodb.archive" || die "The dump could not be restored; the state before is in $kept."

say 'Packages'
set -- "$old"/*.deb "$old"/*.rpm
if [ "$F_FAMILY" = deb ]; then
    [ -e "$1" ] || die "The old packages could not be fetched before; bring their .deb files into $old and run this step again."
    DEBIAN_FRONTEND=noninteractive dpkg --force-confold --force-downgrade -i "$old"/*.deb || die 'dpkg failed; what it said stands above.'
else
    ls "$old"/*.rpm >/dev/null 2>&1 || die "The old packages could not be fetched before; bring their .rpm files into $old and run this step again."
    rpm -Uvh --oldpackage "$old"/*.rpm || die 'rpm failed; what it said stands above.'
fi
[ "$(st_installed)" = "$HR_TO" ] || die "Now $(st_installed) is installed, not $HR_TO."
say 'Putting the configuration back; that of the upgrade is kept beside it'
for folder in /etc/st2 /etc/mistral; do
    if [ -d "$backup/files$folder" ]; then
        kept=$(fresh_name "$HR_HOP_WORK/failed$folder")
        mkdir -p "$(dirname "$kept")"
        cp -a "$folder" "$kept" || die "$folder could not be kept."
        keeps folder "$kept" 'the configuration that the roll-back replaced'
        cp -a --remove-destination "$backup/files$folder/." "$folder/" || die "$folder could not be put back."
    fi
done

# shellcheck shell=sh
# Saves files and database with the services stopped, and proves that the copy is whole by reading all of it back.
set -u
umask 077
backup=$HR_HOP_WORK/backup
rm -rf "$backup.part"
mkdir -p "$backup.part/files" || die "The folder $backup.part cannot be made."
cd "$backup.part" || exit 1
for unit in $(sp_units); do
    ! systemctl -q is-active "$unit" || die "$unit runs: the backup would miss what it writes."
done

say 'Saving files'
media=$(sp_ask media)
for file in "$F_CONFIGURATION" "$F_PATH/local_requirements.txt" "$F_PATH/gunicorn.py" "$media" \
    $(sp_units | sed 's,.*,/etc/systemd/system/& /etc/systemd/system/&.d,') \
    $(grep -lsF -e "$F_PATH/" /etc/nginx/sites-available/* /etc/nginx/conf.d/* /etc/apache2/sites-available/* /etc/httpd/conf.d/*); do
    keep_file "$file"
done

say 'Noting the state of the checkout'
sp_git rev-parse HEAD >git-head || die 'git does not say what is checked out.'
sp_git status --porcelain >git-status || die 'git does not say what was edited.'
sp_git diff --binary HEAD >local-edits.patch || die 'git cannot say what was edited.'
[ ! -x "$F_VENV/bin/python3" ] || "$F_VENV/bin/python3" -m pip freeze >packages.txt 2>/dev/null
cat git-head git-status

say 'Dumping the database'
db_save

say 'Checksums'
checksums
packed "$backup.part" "$backup.files.tar"
rm -rf "$backup"
mv "$backup.part" "$backup" || die 'The backup could not be put in its place.'
keeps backup "$backup" 'a roll-back restores from it' "$F_PATH"
say "The backup is whole: $backup"

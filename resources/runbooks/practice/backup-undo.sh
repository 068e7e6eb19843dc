# shellcheck shell=sh
# Puts the saved settings back. The backup itself stays.
set -u
cd "$F_PATH" || die "The folder $F_PATH is gone."
backup=$HR_HOP_WORK/backup
[ -f "$backup/status-page.conf" ] || {
    say 'There is no backup, so nothing was changed after it'
    exit 0
}
if [ -e status-page.conf ] && ! cmp -s status-page.conf "$backup/status-page.conf"; then
    kept=$(fresh_name "$HR_HOP_WORK/status-page.conf.failed")
    cp -p status-page.conf "$kept" || die 'The settings of the upgrade could not be kept.'
    keeps file "$kept" 'the settings that the roll-back replaced'
fi
if ! cp -p "$backup/status-page.conf" status-page.conf.back || ! mv -f status-page.conf.back status-page.conf; then
    die 'The settings could not be put back.'
fi
say 'The settings are as they were'

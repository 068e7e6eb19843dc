# shellcheck shell=sh
# The certificate of nginx does not fit its key: moves both aside, so that update-system makes new ones.
set -u
aside=/etc/ssl/st2.before-$HR_RUN
[ -d /etc/ssl/st2 ] || die 'There is no folder /etc/ssl/st2.'
mkdir -p "$aside" && chmod 700 "$aside"
find /etc/ssl/st2 -mindepth 1 -maxdepth 1 -exec mv {} "$aside/" \; || die 'The files cannot be moved aside.'
say "They are in $aside; run the step again"

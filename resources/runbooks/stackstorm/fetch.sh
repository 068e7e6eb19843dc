# shellcheck shell=sh
# Fetches the new packages, and the old ones for the way back, while the services run.
set -u
mkdir -p "$HR_HOP_WORK/old" "$HR_HOP_WORK/new" || die "The folder $HR_HOP_WORK cannot be made."
for name in $F_PACKAGES; do
    [ "$name" = st2-rbac-backend ] || [ "$name" = st2mistral ] && [ -z "$(st_full "$name" "$HR_TO")" ] && continue
    full=$(st_full "$name" "$HR_TO")
    [ -n "$full" ] || die "The repositories have no $name $HR_TO."
    printf '%s %s\n' "$name" "$full"
done >"$HR_HOP_WORK/wanted" || exit 1
cat "$HR_HOP_WORK/wanted"
# shellcheck disable=SC2046
if [ "$F_FAMILY" = deb ]; then
    say 'Asking the repositories'
    apt-get -o Dpkg::Use-Pty=0 update || die 'apt-get update failed; nothing was changed.'
    say 'Fetching the new packages and what they need'
    apt-get -y -q -o Dpkg::Use-Pty=0 --download-only --only-upgrade install $(tr ' ' '=' <"$HR_HOP_WORK/wanted") ||
        die 'The new packages could not be fetched; nothing was changed.'
    say 'Fetching the old packages, for the way back'
    cd "$HR_HOP_WORK/old" || exit 1
    for name in $F_PACKAGES; do
        apt-get -q download "$name=$(st_package "$name")" || warn "$name $(st_package "$name") is in no repository any more: a roll-back cannot bring it back by itself."
    done
    cd "$HR_HOP_WORK/new" || exit 1
    while read -r name full; do
        apt-get -q download "$name=$full" </dev/null || warn "The configuration files of $name cannot be read before the upgrade; you decide about them after it."
    done <"$HR_HOP_WORK/wanted"
else
    yum -y --downloadonly update $(tr ' ' '-' <"$HR_HOP_WORK/wanted") || die 'The new packages could not be fetched; nothing was changed.'
    have yumdownloader && for name in $F_PACKAGES; do yumdownloader --destdir "$HR_HOP_WORK/old" "$name-$(st_package "$name")" || warn "$name is in no repository any more."; done
    have yumdownloader && while read -r name full; do
        yumdownloader --destdir "$HR_HOP_WORK/new" "$name-$full" </dev/null || warn "The configuration files of $name cannot be read before the upgrade; you decide about them after it."
    done <"$HR_HOP_WORK/wanted"
fi
ls "$HR_HOP_WORK/old"
say 'Unpacking the configuration files of both versions beside each other'
(st_unpack "$HR_HOP_WORK/conf.old" "$HR_HOP_WORK"/old/*.deb "$HR_HOP_WORK"/old/*.rpm)
(st_unpack "$HR_HOP_WORK/conf.new" "$HR_HOP_WORK"/new/*.deb "$HR_HOP_WORK"/new/*.rpm)
rm -f "$HR_HOP_WORK"/new/*.deb "$HR_HOP_WORK"/new/*.rpm
[ ! -d "$HR_HOP_WORK/conf.new" ] || (cd "$HR_HOP_WORK/conf.new" && find . -type f | sed 's,^\.,,' | sort)

# shellcheck shell=sh
# Fetches and builds every package of the new version, and tries the upgrade in a copy of the virtual environment, all while the
# services run. $WHEELS: a folder of wheels that the admin brought, or none.
set -u
umask 022
brought=${WHEELS:-none}
# They are fetched into a private folder: the one beside the virtual environment may be in somebody else's.
wheels=$HR_HOP_WORK/wheels
given=$F_VENV.wheels-$HR_RUN-$HR_HOP
trial=$HR_HOP_WORK/trial
driver=''
[ "${F_DATABASE_ENGINE-}" != sqlite ] || driver=$(sy_driver)
rm -rf "$trial"
mkdir -p "$wheels" "$HR_HOP_WORK" || die "The folder $wheels cannot be made."
say 'Copying the virtual environment for a trial'
cp -a "$F_VENV" "$trial" || die 'It cannot be copied.'
pip() {
    "$trial/bin/python" -m pip --disable-pip-version-check "$@"
}
pip -V || die 'pip does not work in the virtual environment.'

# What was there when 9.1.2 came out; newer ones ask for more than Sentry's own pins allow.
printf 'httplib2<0.20\nsentry-sdk<0.10\nsetuptools<45\n' >"$wheels/constraints"
set -- -c "$wheels/constraints"
if version_at_least "$(pip -V | awk '{ print $2 }')" 20.3; then
    set -- "$@" --use-deprecated=legacy-resolver
fi
if [ "$brought" = none ]; then
    say "Fetching and building sentry==$HR_TO"
    pip_whole "$trial/bin/python" "$wheels"
    # shellcheck disable=SC2086
    pip wheel --wheel-dir "$wheels" "$@" "sentry==$HR_TO" $driver || die 'A package could not be fetched or built; nothing was changed.'
else
    cp "$brought"/* "$wheels/" || die "The wheels in $brought cannot be copied."
fi
keeps folder "$given" 'the packages of the new version'
(place_own "$given" && cp "$wheels"/* ./) || die "The packages cannot be put into $given."
say 'Installing them in the copy, without the network'
# shellcheck disable=SC2086
pip install --no-index --find-links "$wheels" --upgrade "$@" "sentry==$HR_TO" $driver || die 'The new version does not install over the old one; nothing was changed.'
installed=$(sy_version "$trial")
[ "$installed" = "$HR_TO" ] || die "After the trial $installed is installed, not $HR_TO."
pip check || warn 'Some packages do not fit together; see the lines above.'

say 'Making a fresh configuration of the new version, to compare with'
fresh=$HR_HOP_WORK/fresh
rm -rf "$fresh"
target=$fresh
if ! version_at_least "$HR_TO" 8.0; then
    mkdir "$fresh"
    target=$fresh/sentry.conf.py
fi
(cd / && env -u SENTRY_CONF "$trial/bin/python" "$trial/bin/sentry" init "$target") || warn 'The new version made none.'
ls -l "$fresh" 2>/dev/null
rm -rf "$trial"

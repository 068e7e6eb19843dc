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
# make_fresh VERSION FOLDER: the configuration that this version makes for a new installation, by the copy; the files in use are not read.
# Its secret key is another one each time, so that it is replaced by a placeholder.
make_fresh() {
    rm -rf "$2"
    target=$2
    if ! version_at_least "$1" 8.0; then
        mkdir "$2"
        target=$2/sentry.conf.py
    fi
    (cd / && env -u SENTRY_CONF "$trial/bin/python" "$trial/bin/sentry" init "$target") || return 1
    for file in "$2"/*; do
        sed "s/^\(system\.secret-key: *\).*/\1'change-me'/; s/^\(SECRET_KEY *= *\).*/\1'change-me'/" "$file" >"$file.new" && mv "$file.new" "$file" ||
            return 1
    done
}

say 'Making a fresh configuration of the installed version'
make_fresh "$HR_FROM" "$HR_HOP_WORK/base" || {
    warn 'The installed version made none, so that nobody knows which lines are yours.'
    rm -rf "$HR_HOP_WORK/base"
}

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
make_fresh "$HR_TO" "$HR_HOP_WORK/fresh" || warn 'The new version made none.'
ls -l "$HR_HOP_WORK/fresh" 2>/dev/null
rm -rf "$trial"

#!/bin/sh
# Makes the git origin of the lab's Status-Page: one commit for each release, tags, and betas on the commit after a release.
# origin.sh SOURCE ORIGIN   (SOURCE holds app/ and releases/)
set -eu
source=$1
origin=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_AUTHOR_NAME=lab GIT_AUTHOR_EMAIL=lab@localhost GIT_COMMITTER_NAME=lab GIT_COMMITTER_EMAIL=lab@localhost

commit() { # VERSION DATE MESSAGE
    settings=$work/statuspage/statuspage/settings.py
    sed "s/^VERSION = .*/VERSION = '$1'/" "$settings" >"$settings.new"
    mv "$settings.new" "$settings"
    # Copied files may have the same size and time as those before, so git must read all of them anew.
    rm -f "$work/.git/index"
    git -C "$work" add -A
    GIT_AUTHOR_DATE=$2 GIT_COMMITTER_DATE=$2 git -C "$work" commit -q -m "$3"
}

release() { # VERSION DATE BETA BETA_VERSION: a release, and the commit after it that a beta tag points to
    if [ -d "$source/releases/v$1" ]; then
        cp -a "$source/releases/v$1/." "$work/"
    fi
    commit "$1" "$2T10:00:00Z" "Release v$1"
    GIT_COMMITTER_DATE=$2T10:00:00Z git -C "$work" tag -a "v$1" -m "v$1"
    commit "$4" "$2T11:00:00Z" "Prepare dev"
    GIT_COMMITTER_DATE=$2T11:00:00Z git -C "$work" tag -a "$3" -m "$3"
}

git init -q -b main "$work"
cp -a "$source/app/." "$work/"
release 2.2.6 2023-05-03 v2.2-beta8 2.2.7-dev
release 2.3.0 2023-06-05 v2.3-beta1 2.3.1-dev
release 2.4.0 2023-06-09 v2.4-beta1 2.4.1-dev
release 2.5.0 2024-05-30 v2.5-beta1 2.5.1-dev
release 2.5.1 2024-10-30 v2.5-beta2 2.5.2-dev
git clone -q --bare "$work" "$origin"

# shellcheck shell=sh
# Checks the old code out again, brings back local edits and the old virtual environment; the new one is kept aside.
set -u
aside=$F_PATH.before-$HR_RUN-$HR_HOP
if [ -s "$HR_HOP_WORK/head" ]; then
    head=$(cat "$HR_HOP_WORK/head")
    if [ "$(sp_git rev-parse HEAD)" != "$head" ] || [ -e "$HR_HOP_WORK/going-back" ]; then
        if [ -n "$(sp_changed)" ]; then
            say 'Stashing what was changed since, or is half checked out'
            sp_stash || die 'git cannot stash it.'
        fi
        : >"$HR_HOP_WORK/going-back"
        say "Checking out $head"
        sp_checkout "$head" || die 'The old code cannot be checked out, or not all of it; what git said stands above.'
        rm -f "$HR_HOP_WORK/going-back"
    fi
    if [ -s "$HR_HOP_WORK/stash" ]; then
        say 'Bringing the local edits back'
        sp_git stash apply "$(cat "$HR_HOP_WORK/stash")" || die 'They do not apply; they are in local-edits.patch of the backup.'
        mv "$HR_HOP_WORK/stash" "$HR_HOP_WORK/stash.applied"
    fi
fi
if [ -d "$aside/venv" ]; then
    if [ -e "$F_VENV" ]; then
        mv -T "$F_VENV" "$(fresh_name "$aside/venv.failed")" || die 'The new virtual environment cannot be moved aside.'
    fi
    mv -T "$aside/venv" "$F_VENV" || die 'The old virtual environment cannot be moved back.'
    say 'The old virtual environment is back'
fi
# So does the documentation that upgrade.sh built.
docs=$F_PATH/$(sp_docs)
if [ -e "$aside/docs.saved" ] && [ -d "$docs" ] && ! diff -rq "$docs" "$aside/docs" >/dev/null 2>&1; then
    mv -T "$docs" "$(fresh_name "$aside/docs.failed")" || die 'The new documentation cannot be moved aside.'
    if [ -d "$aside/docs" ]; then
        place_copied "$aside/docs" "$docs" || die 'The old documentation cannot be put back.'
    fi
    sp_git checkout -q HEAD -- "$(sp_docs)" 2>/dev/null
    as_user "$(stat -c %U "$F_PATH/.git")" rm -rf "$F_PATH/statuspage/static/docs"
    say 'The documentation is that of the old version again'
fi
# Static files belong to the code: those of the old one again.
if [ -x "$F_VENV/bin/python3" ] && [ -d "$F_PATH/statuspage/static" ]; then
    as_user "$(stat -c %U "$F_PATH/statuspage/static")" "$F_VENV/bin/python3" -B "$F_PATH/statuspage/manage.py" collectstatic --no-input ||
        warn 'The static files could not be collected again.'
fi

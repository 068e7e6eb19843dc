# shellcheck shell=sh
# Gets the new code into the checkout's git, and looks whether it can be checked out. The files in use are not touched.
set -u
mkdir -p "$HR_HOP_WORK" || die "The folder $HR_HOP_WORK cannot be made."
say "Getting the code from $(sp_git remote get-url origin | sed 's,//[^/@]*@,//,')"
sp_git fetch --tags --progress origin || die 'The origin could not be reached; nothing was changed.'
sp_git rev-parse -q --verify "refs/tags/v$HR_TO^{commit}" >/dev/null || die "The origin has no tag v$HR_TO."
sp_git log -1 --format='%h of %cs: %s' "v$HR_TO"
in_tag=$(sp_git show "v$HR_TO:statuspage/statuspage/settings.py" | sed -n "s/^VERSION *= *['\"]\(.*\)['\"].*/\1/p")
[ "$in_tag" = "$HR_TO" ] || warn "The tag v$HR_TO says that its version is $in_tag."

say 'Files of your own that would be in the way'
sp_git ls-files --others >"$HR_HOP_WORK/untracked"
sp_git ls-tree -r --name-only "v$HR_TO" | sort >"$HR_HOP_WORK/tracked.new"
clash=$(sort "$HR_HOP_WORK/untracked" | comm -12 - "$HR_HOP_WORK/tracked.new")
if [ -n "$clash" ]; then
    printf '%s\n' "$clash"
    die "The new version brings files of the same names: move yours out of $F_PATH, then try again."
fi
echo none
sp_git show "v$HR_TO:requirements.txt" >"$HR_HOP_WORK/requirements.txt" || die "v$HR_TO has no requirements.txt."
sp_templates HEAD "$HR_HOP_WORK/contrib.old" || die 'The templates of the installed version cannot be kept.'
sp_templates "v$HR_TO" "$HR_HOP_WORK/contrib.new" || die 'The templates of the new version cannot be kept.'

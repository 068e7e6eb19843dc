# shellcheck shell=sh
# Puts the answers back as they were, but private.
set -u
for file in ${F_ANSWERS_ALL-}; do
    if [ -f "$HR_HOP_WORK/backup/files$file" ]; then
        cp -p "$HR_HOP_WORK/backup/files$file" "$file" || die "$file cannot be put back."
        chmod 600 "$file"
        echo "$file is back"
    fi
done

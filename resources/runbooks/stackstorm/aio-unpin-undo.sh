# shellcheck shell=sh
# Puts the answers back as they were, but private.
set -u
for file in ${F_ANSWERS_ALL-}; do
    if [ -f "$HR_HOP_WORK/backup/files$file" ]; then
        if [ -e "$file" ] && ! cmp -s "$file" "$HR_HOP_WORK/backup/files$file"; then
            kept=$(fresh_name "$HR_HOP_WORK/$(basename "$file").failed")
            (umask 077 && cp "$file" "$kept") || die "$file cannot be kept."
            keeps file "$kept" 'the answers that the roll-back replaced'
        fi
        replace_file "$file" "$HR_HOP_WORK/backup/files$file" || die "$file cannot be put back."
        chmod 600 "$file"
        echo "$file is back"
    fi
done

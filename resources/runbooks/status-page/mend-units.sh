# shellcheck shell=sh
# Puts the folder of 2.0.6 and later into units that name the old one. The old files stay beside them.
set -u
for unit in $(sp_units); do
    file=/etc/systemd/system/$unit
    [ -f "$file" ] || continue
    renamed "$F_PATH/status-page" "$F_PATH/statuspage" <"$file" >"$file.new" || die "$file cannot be written."
    if cmp -s "$file" "$file.new"; then
        rm -f "$file.new"
        continue
    fi
    [ -e "$file.before-handrail" ] || cp -p "$file" "$file.before-handrail" || die "$file cannot be saved."
    chmod 644 "$file.new"
    mv "$file.new" "$file" || die "$file cannot be replaced."
    say "$file names $F_PATH/statuspage now"
done
systemctl daemon-reload || die 'systemd could not read the units again.'

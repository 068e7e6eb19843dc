# shellcheck shell=sh
# Puts the folder of 2.0.6 and later into units that name the old one. The old files stay beside them.
set -u
for unit in $(sp_units); do
    file=/etc/systemd/system/$unit
    if grep -q "$F_PATH/status-page\([/ ]\|\$\)" "$file" 2>/dev/null; then
        [ -e "$file.before-handrail" ] || cp -p "$file" "$file.before-handrail" || die "$file cannot be saved."
        sed "s,$F_PATH/status-page\([/ ]\),$F_PATH/statuspage\1,g; s,$F_PATH/status-page\$,$F_PATH/statuspage," "$file.before-handrail" >"$file.new" ||
            die "$file cannot be written."
        chmod 644 "$file.new"
        mv "$file.new" "$file" || die "$file cannot be replaced."
        say "$file names $F_PATH/statuspage now"
    fi
done
systemctl daemon-reload || die 'systemd could not read the units again.'

# shellcheck shell=sh
# Functions that the scripts of Fern Wiki share.

# fern COMMAND: the product's own program, with its settings.
fern() {
    (cd / && FERN_SETTINGS=$F_CONFIGURATION "$F_PATH/venv/bin/python3" -m fern "$@")
}

# fern_setting NAME: a value of settings.env.
fern_setting() {
    sed -n "s/^$1=//p" "$F_CONFIGURATION" | first_line
}

# Name, user, host, port, sslmode.
db_settings() {
    fern_setting DB_NAME
    fern_setting DB_USER
    fern_setting DB_HOST
    fern_setting DB_PORT
    echo
}

# The password goes from file to file; backslashes and colons are escaped as libpq wants it.
db_password() {
    (umask 077 && fern_setting DB_PASSWORD | sed -e 's/[\\:]/\\&/g' -e 's/^/*:*:*:*:/' >"$1")
}

db_migrations() {
    db_sql 'select name from migrations order by name'
}

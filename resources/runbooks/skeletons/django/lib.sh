# shellcheck shell=sh
# Functions that the scripts of My Product share.

# my_git ARGUMENT...: git in the checkout, as its owner.
my_git() {
    as_user "$(stat -c %U "$F_PATH/.git")" git -C "$F_PATH" "$@"
}

# my_setting NAME: a value of the file with the settings, which has lines NAME=VALUE.
my_setting() {
    sed -n "s/^$1=//p" "$F_CONFIGURATION" | first_line
}

# What the shared part postgresql asks for: name, user, host, port, sslmode.
db_settings() {
    my_setting DB_NAME
    my_setting DB_USER
    my_setting DB_HOST
    my_setting DB_PORT
    echo
}

# Writes the password file of libpq. The password is never printed.
db_password() {
    (umask 077 && my_setting DB_PASSWORD | sed -e 's/[\\:]/\\&/g' -e 's/^/*:*:*:*:/' >"$1")
}

db_migrations() {
    db_sql 'select app, name from django_migrations order by app, name'
}

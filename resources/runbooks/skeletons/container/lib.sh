# shellcheck shell=sh
# Functions that the scripts of My Product share. The version is the line TAG=... of the file .env beside compose.yaml.

# my_compose ARGUMENT...: docker compose in the folder of the product.
my_compose() {
    docker compose --project-directory "$F_PATH" "$@"
}

# my_tag: the version that the file .env names.
my_tag() {
    sed -n 's/^TAG=//p' "$F_PATH/.env" | first_line
}

# my_running: the containers that run.
my_running() {
    my_compose ps --services --status running
}

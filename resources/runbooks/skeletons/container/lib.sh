# shellcheck shell=sh
# Functions that the scripts of My Product share. The version is the line TAG=... of the file .env beside compose.yaml.

# my_compose ARGUMENT...: docker compose in the folder of the product.
my_compose() {
    docker compose --project-directory "$F_PATH" "$@"
}

# my_tag: the version that the file .env names.
my_tag() {
    sed -n "s/^TAG=[\"']\{0,1\}\([^\"'[:space:]]*\).*/\1/p" "$F_PATH/.env" | first_line
}

# my_running: the services whose containers run, wait, or start again and again.
my_running() {
    my_compose ps --services --status running --status restarting --status paused
}

# my_mounts: where the containers may write, one a line: KIND, tab, PATH, tab, NAME.
my_mounts() {
    my_containers=$(my_compose ps -aq) || return 1
    [ -n "$my_containers" ] || return 0
    # shellcheck disable=SC2086
    docker inspect -f '{{range .Mounts}}{{if .RW}}{{.Type}}{{"\t"}}{{.Source}}{{"\t"}}{{.Name}}{{"\n"}}{{end}}{{end}}' $my_containers | sed '/^$/d' | sort -u
}

# my_places WHICH: of the lines of my_mounts in its input the paths of the volumes that the backup saves (`saved`), or of all that lies
# elsewhere and that it does not save (`other`). The folder of the product is saved as a whole.
my_places() {
    while IFS='	' read -r my_kind my_place my_name; do
        case $my_kind:$my_place in
            *:"$F_PATH" | *:"$F_PATH"/*) continue ;;
            volume:*) [ "$(docker volume inspect -f '{{.Driver}} {{len .Options}}' "$my_name" </dev/null)" = 'local 0' ] && my_which=saved || my_which=other ;;
            bind:*)
                # A socket or a device holds no data.
                [ -d "$my_place" ] || [ -f "$my_place" ] || continue
                my_which=other
                ;;
            *) continue ;;
        esac
        [ "$my_which" != "$1" ] || printf '%s\n' "$my_place"
    done
}

# my_states: each container of the services in the file, with its state, its health and how often docker has started it again.
my_states() {
    # shellcheck disable=SC2046
    docker inspect -f '{{.Name}} {{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{else}}-{{end}} {{.RestartCount}}' $(my_compose ps -aq $(cat "$1")) </dev/null
}

# my_ill FILE: those that do not run, or not well.
my_ill() {
    my_states "$1" | grep -v ' running \(healthy\|-\) '
}

# my_well FILE: whether all services in the file run.
my_well() {
    my_states "$1" >/dev/null 2>&1 && ! my_ill "$1" >/dev/null
}

# my_bring_back PATH WHY: puts the folder back as the backup has it, once. What it replaces is kept beside it.
my_bring_back() {
    ! grep -qxF -e "$1" "$HR_HOP_WORK/brought-back" 2>/dev/null || return 0
    if [ -e "$1" ]; then
        my_kept=$(fresh_name "$1.replaced-by-$HR_RUN-$HR_HOP")
        mv "$1" "$my_kept" || die "$1 cannot be kept."
        keeps folder "$my_kept" "$2" ''
    fi
    place_copied "$HR_HOP_WORK/backup/files$1" "$1" || die "$1 cannot be put back; the backup is $HR_HOP_WORK/backup."
    printf '%s\n' "$1" >>"$HR_HOP_WORK/brought-back"
}

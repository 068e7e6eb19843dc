# shellcheck shell=sh
# Functions that the scripts of StackStorm share. They see the facts as F_..., once detect.sh has found them.

# st_package PACKAGE: its version with the distribution's revision, or nothing when it is not installed.
st_package() {
    if have dpkg-query; then
        dpkg-query -W -f='${db:Status-Abbrev} ${Version}\n' "$1" 2>/dev/null | awk '$1 ~ /^[ih]/ { print $2 }'
    elif have rpm; then
        rpm -q --qf '%{VERSION}-%{RELEASE}\n' "$1" 2>/dev/null | grep -v 'not installed'
    fi
}

# st_available PACKAGE: all versions that the repositories have, the newest first.
st_available() {
    if have apt-cache; then
        apt-cache madison "$1" 2>/dev/null | awk -F '|' '{ gsub(/ /, "", $2); if (!seen[$2]++) print $2 }'
    else
        yum -q --showduplicates list "$1" 2>/dev/null | awk -v name="$1" '$1 ~ "^" name "\\." { print $2 }' | tac
    fi
}

# st_full PACKAGE VERSION: the newest build of that version, such as 3.5.0-1.
st_full() {
    st_available "$1" | grep -E "^$(printf '%s' "$2" | sed 's/\./\\./g')(-|\$)" | first_line
}

# st_conffiles FILE: the configuration files that this package brings, one a line.
st_conffiles() {
    case $1 in
        *.deb) dpkg-deb -I "$1" conffiles 2>/dev/null ;;
        *) rpm -qpc "$1" 2>/dev/null ;;
    esac | grep '^/'
}

# st_unpack FOLDER FILE...: puts the configuration files of these packages below the folder, and nothing else of them.
st_unpack() {
    mkdir -p "$1" && cd "$1" || return 1
    shift
    for st_file in "$@"; do
        [ -f "$st_file" ] || continue
        st_conffiles "$st_file" | sed 's,^,.,' >../conffiles
        [ -s ../conffiles ] || continue
        case $st_file in
            *.deb) dpkg-deb --fsys-tarfile "$st_file" | tar -x -f - -T ../conffiles ;;
            *) rpm2cpio "$st_file" | cpio -idm --quiet -E ../conffiles ;;
        esac || warn "The configuration files of ${st_file##*/} cannot be read before the upgrade."
    done
}

# st_edited PACKAGE: its configuration files that are not as it brought them: path, tab, and the MD5 sum that it brought (rpm: nothing).
st_edited() {
    if have dpkg-query; then
        # shellcheck disable=SC2016 # a field of dpkg-query
        dpkg-query -W -f='${Conffiles}\n' "$1" 2>/dev/null | while read -r st_path st_sum _; do
            [ ! -f "$st_path" ] || [ "$(md5sum <"$st_path" | cut -d' ' -f1)" = "$st_sum" ] || printf '%s\t%s\n' "$st_path" "$st_sum"
        done
    else
        rpm -V --nodeps "$1" 2>/dev/null | awk '$2 == "c" && $1 ~ /5/ { print $3 "\t" }'
    fi
}

# st_script NAME: where the migration script of that name is.
st_script() {
    for st_file in "/opt/stackstorm/st2/bin/$1" /opt/stackstorm/st2/lib/python*/site-packages/st2common/bin/migrations/v*/"$1"; do
        if [ -x "$st_file" ] || [ -f "$st_file" ]; then
            printf '%s\n' "$st_file"
            return
        fi
    done
    return 1
}

# st_migrate NAME ARGUMENT...: runs a migration script that came with the package. Those of 1.5 and 2.1 are in packages up to 3.0.
st_migrate() {
    st_file=$(st_script "$1") || die "The migration script $1 did not come with the package $(st_installed)."
    shift
    say "$st_file"
    case $st_file in
        *.sh) bash "$st_file" "$@" ;;
        *) "$st_file" "$@" ;;
    esac || die 'The migration failed; what it said stands above.'
}

# st_conf SECTION KEY: a value of st2.conf.
st_conf() {
    awk -v section="[$1]" -v key="$2" '
        /^[ \t]*\[/ { gsub(/^[ \t]+|[ \t]+$/, ""); inside = $0 == section }
        inside && $0 ~ "^[ \t]*" key "[ \t]*=" { sub(/^[^=]*=[ \t]*/, ""); print; exit }' /etc/st2/st2.conf 2>/dev/null
}

# st_components: the units of StackStorm that are there, Mistral's among them.
st_components() {
    for st_file in /lib/systemd/system/st2*.service /usr/lib/systemd/system/st2*.service /etc/systemd/system/st2*.service \
        /lib/systemd/system/mistral*.service /usr/lib/systemd/system/mistral*.service /etc/systemd/system/mistral*.service; do
        [ ! -e "$st_file" ] || basename "$st_file" .service
    done | grep -v '@' | sort -u
}

# st_down: the units of StackStorm that st2ctl says do not run.
st_down() {
    st2ctl status | st_not_running "$(st_components)"
}

# st_not_running UNITS: of these units, one a line, those that do not run. st2ctl also names what is not installed, such as st2chatops.
st_not_running() {
    sed -n 's/ is not running.*//p' | while IFS= read -r st_name; do
        if printf '%s\n' "$1" | grep -qxF -e "$st_name"; then printf '%s\n' "$st_name"; fi
    done
}

# st_restarted: the units that quit and are started again, the workers of st2actionrunner among them.
st_restarted() {
    for st_name in $(st_components) $(systemctl list-units --plain --no-legend 'st2actionrunner@*' 2>/dev/null | awk '{ print $1 }'); do
        st_times=$(systemctl show -p NRestarts --value "$st_name")
        [ "${st_times:-0}" = 0 ] || printf '%s\n' "${st_name%.service}"
    done
}

# st_left: processes of StackStorm that still run, as pid and command.
st_left() {
    for st_file in /proc/[0-9]*/cmdline; do
        st_pid=${st_file%/cmdline}
        st_pid=${st_pid#/proc/}
        [ "$st_pid" != $$ ] || continue
        st_words=$({ tr '\0' ' ' <"$st_file"; } 2>/dev/null)
        case $st_words in
            /opt/stackstorm/st2/bin/* | /opt/stackstorm/mistral/bin/* | *' /opt/stackstorm/st2/bin/'*) printf '%s %s\n' "$st_pid" "$st_words" ;;
        esac
    done
}

# st_mongo COMMAND...: mongodump or mongorestore with the connection of st2.conf, where host may be a whole URI; the password goes
# through a file of mode 0600.
st_mongo() {
    st_secret=$(mktemp) || return 1
    trap 'rm -f "$st_secret"' EXIT
    st_command=$1
    shift
    st_host=$(st_conf database host)
    st_user=$(st_conf database username)
    case $st_host in
        *://*)
            printf 'uri: %s\n' "$(st_quoted "$st_host")" >"$st_secret"
            case $st_host in *@*) st_user='' ;; esac
            ;;
        *) set -- "$@" --host "${st_host:-127.0.0.1}" --port "$(st_conf database port | sed 's/^$/27017/')" ;;
    esac
    if [ -n "$st_user" ]; then
        printf 'password: %s\n' "$(st_quoted "$(st_conf database password)")" >>"$st_secret"
        set -- "$@" --username "$st_user" --authenticationDatabase "$(st_database)"
    fi
    [ ! -s "$st_secret" ] || set -- "$@" --config "$st_secret"
    "$st_command" "$@"
}

# st_quoted TEXT: the text as YAML takes it in single quotes.
st_quoted() {
    printf "'%s'\n" "$(printf '%s' "$1" | sed "s/'/''/g")"
}

# st_uri_hosts, st_uri_database: the hosts, without credentials, and the database of the address that comes in; it may be a bare host.
st_uri_hosts() {
    sed 's,^mongodb[+a-z]*://,,; s,[/?].*,,; s,.*@,,'
}

st_uri_database() {
    sed -n 's,^mongodb[+a-z]*://[^/]*/\([^?]*\).*,\1,p'
}

# st_dumped: for sed, what mongodump says of each collection. Newer ones put names in backticks.
st_dumped() {
    # shellcheck disable=SC2016 # backticks of mongodump's own
    printf '%s\n' 's/.*done dumping `*[^. ]*\.\([^ `]*\)`* (\([0-9]*\) documents*).*/\1 \2/p'
}

# st_documents KEY: the number of documents of each collection, as facts KEY.COLLECTION, from what mongodump says.
st_documents() {
    sed -n "$(st_dumped)" | while read -r st_name st_number; do
        fact "$1.$st_name" "$st_number" mongodump
    done
}

# st_database: the name of the MongoDB database: the one in a URI counts.
st_database() {
    st_word=$(st_conf database host | st_uri_database)
    [ -n "$st_word" ] || st_word=$(st_conf database db_name)
    printf '%s\n' "${st_word:-st2}"
}

# st_mistral QUESTION [FILE]: what mistral.conf says of its database. No password is printed.
st_mistral() {
    python3 -B - "$1" "${2-}" <<'PYTHON'
import configparser, os, sys
from urllib.parse import unquote, urlsplit
parser = configparser.ConfigParser(strict=False, interpolation=None)
parser.read("/etc/mistral/mistral.conf")
url = urlsplit(parser.get("database", "connection"))
if sys.argv[1] == "pgpass":
    quoted = unquote(url.password or "").replace("\\", "\\\\").replace(":", "\\:")
    with open(os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write("*:*:*:*:" + quoted + "\n")
else:
    for value in (url.path.lstrip("/"), unquote(url.username or ""), url.hostname or "", str(url.port or ""), ""):
        print(value if value.isprintable() else sys.exit("The connection has a line break or the like in it."))
PYTHON
}

db_settings() {
    st_mistral database
}

db_password() {
    st_mistral pgpass "$1"
}

db_migrations() {
    db_sql 'select version_num from alembic_version order by 1'
}

# st_keys: all keys as JSON, whatever the version's habits: since 2.4 only fifty are listed unless one asks for all, and before 2.9
# only those of scope system. Words after it go to `st2 key list`.
st_keys() {
    st_now=$(st_installed)
    set -- key list -j "$@"
    if version_at_least "${st_now:-0}" 2.8.1; then
        set -- "$@" -n -1
    elif version_at_least "${st_now:-0}" 2.4.0; then
        set -- "$@" -n 1000000
    fi
    st2 "$@"
}

# st_user_keys FOLDER OPTION...: the keys of each user that FOLDER/users names, in files by number: a name may have signs that no
# name of a file has.
st_user_keys() {
    st_folder=$1
    st_number=0
    shift
    while IFS= read -r st_user; do
        st_number=$((st_number + 1))
        st_keys -s user -u "$st_user" "$@" </dev/null >"$st_folder/keys-user-$st_number.json" || die "The keys of user $st_user cannot be listed."
    done <"$st_folder/users"
}

# st_installed: the version of the package st2 without the distribution's revision.
st_installed() {
    st_package st2 | sed 's/^[0-9]*://; s/-.*//'
}

# st_client: the version that the command st2 says. The All-in-One installer's has its revision behind it, such as '1.3.2.16'.
st_client() {
    st2 --version 2>&1 | sed -n 's/^st2 [^0-9]*\([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p' | first_line
}

# st_workflows: how many actions of the packs are Mistral workflows.
st_workflows() {
    grep -lsE '^ *runner_type *: *"?mistral' /opt/stackstorm/packs/*/actions/*.yaml | wc -l
}

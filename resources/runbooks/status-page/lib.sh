# shellcheck shell=sh
# Functions that the scripts of Status-Page share. They see the facts as F_..., once detect.sh has found them.

# sp_python: a Python that can read the configuration: the product's own, the one kept aside by a run, or any other.
sp_python() {
    for sp_file in "${F_VENV:-/nonexistent}/bin/python3" "${F_PATH:-}.before-${HR_RUN:-}-${HR_HOP:-}/venv/bin/python3" \
        "$(command -v python3)"; do
        if [ -x "$sp_file" ] && "$sp_file" -c '' 2>/dev/null; then
            printf '%s\n' "$sp_file"
            return
        fi
    done
    return 1
}

# merge_python ARGUMENT...: runs that Python as the user of the services. Handrail reads the settings of Python files with it.
merge_python() {
    sp_reader=$(sp_python) || return 3
    (cd / && as_user "${F_SERVICE_USER:-root}" "$sp_reader" "$@")
}

# sp_ask QUESTION [FILE]: an answer from configuration.py, on one line or several. Passwords are never printed.
#   database: name, user, host, port, sslmode, one a line    pgpass FILE: writes libpq's password file, 0600
#   redis: version of the server    cache: its database of Redis, and in whose names others keep keys there    host: a name the product answers to    base: its BASE_PATH    media: its MEDIA_ROOT
#   apps FILE: the apps that Django has installed, one a line: those of settings.py, which is FILE, and its PLUGINS
sp_ask() {
    sp_reader=$(sp_python) || return 1
    as_user "${F_SERVICE_USER:-root}" "$sp_reader" -B - "$1" "${2-}" "$F_CONFIGURATION" <<'PYTHON'
import ast, os, re, socket, sys
question, target, path = sys.argv[1:4]
with open(path, encoding="utf-8") as file:
    source = file.read()
settings = {}
wanted = {"DATABASE", "REDIS", "ALLOWED_HOSTS", "BASE_PATH", "MEDIA_ROOT", "PLUGINS"}

def plain(text, name):
    """What is assigned to a name, where that are plain values alone."""
    tree = ast.parse(text)
    values = [ast.literal_eval(node.value) for node in tree.body for target in getattr(node, "targets", [])
              if isinstance(target, ast.Name) and target.id == name]
    # A list may also grow where it is not assigned.
    if name == "PLUGINS" and len(values) != sum(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree)):
        raise ValueError(name)
    return values

try:
    for name in wanted:
        for value in plain(source, name):
            settings[name] = value
except ValueError:
    # Not plain values: what the file computes is known only by running it, as the product does.
    settings = {"__file__": path}
    sys.path.insert(0, os.path.dirname(os.path.dirname(path)))
    exec(compile(source, path, "exec"), settings)
database = settings.get("DATABASE", {})
field = lambda key: str(database.get(key) or "")

def redis(section, *commands):
    """What a Redis answers, as it comes."""
    if section.get("SSL") or section.get("SENTINELS"):
        sys.exit("Redis with TLS or Sentinel is not looked at.")
    if section.get("PASSWORD"):
        commands = (["AUTH"] + [word for word in [section.get("USERNAME"), section["PASSWORD"]] if word],) + commands
    with socket.create_connection((section.get("HOST", "localhost"), int(section.get("PORT") or 6379)), 5) as connection:
        for words in commands + (["QUIT"],):
            connection.sendall(("*%d\r\n" % len(words) + "".join("$%d\r\n%s\r\n" % (len(w.encode()), w) for w in words)).encode())
        text = b""
        while True:
            more = connection.recv(65536)
            if not more:
                return text.decode("utf-8", "replace")
            text += more

if question == "database":
    options = database.get("OPTIONS") or {}
    for value in (field("NAME"), field("USER"), field("HOST"), field("PORT"), str(options.get("sslmode") or "")):
        print(value if value.isprintable() else sys.exit("DATABASE has a line break or the like in it."))
elif question == "pgpass":
    quoted = field("PASSWORD").replace("\\", "\\\\").replace(":", "\\:")
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write("*:*:*:*:" + quoted + "\n")
elif question == "redis":
    text = redis(settings["REDIS"]["tasks"], ["INFO", "server"])
    versions = [line[14:].strip() for line in text.splitlines() if line.startswith("redis_version:")]
    print(versions[0] if versions else sys.exit("Redis says: " + text[:80]))
elif question == "cache":
    section = settings["REDIS"]["caching"]
    number = str(section.get("DATABASE") or 0)
    keys = redis(section, ["SELECT", number], ["SCAN", "0", "COUNT", "1000"]).split("\r\n")
    keys = [key for length, key in zip(keys, keys[1:]) if length.startswith("$") and key not in ("", "0")]
    # Django's own: prefix, version, name. The part of a name before a colon tells whose it is, the rest may be a secret.
    print(number)
    print(" ".join(sorted({key.split(":")[0][:16] for key in keys if not re.match(r"[^:]*:\d+:", key) and not key.isdigit()})[:8]))
elif question == "host":
    hosts = [host.lstrip(".") for host in settings.get("ALLOWED_HOSTS", []) if host != "*"]
    print(hosts[0] if hosts else "localhost")
elif question == "base":
    print((settings.get("BASE_PATH") or "").strip("/"))
elif question == "apps":
    with open(target, encoding="utf-8") as file:
        installed = plain(file.read(), "INSTALLED_APPS")[-1]
    for name in [*installed, *(settings.get("PLUGINS") or [])]:
        print(name.split(".")[0])
elif question == "media":
    print(settings.get("MEDIA_ROOT") or os.path.join(os.path.dirname(os.path.dirname(path)), "media"))
PYTHON
}

# sp_git ARGUMENT...: git in the checkout, as the owner of the checkout, so that git trusts it and no file changes its owner.
sp_git() {
    as_user "$(stat -c %U "$F_PATH/.git")" git -C "$F_PATH" "$@"
}

# sp_docs: the folder of the documentation that mkdocs builds, below the checkout.
sp_docs() {
    sp_folder=$(sed -n "s/^site_dir: *['\"]*\([^'\"]*\)['\"]*$/\1/p" "$F_PATH/mkdocs.yml" 2>/dev/null | first_line)
    case ${sp_folder:-site} in
        /* | *..* | . | ./) echo site ;;
        *) printf '%s\n' "${sp_folder:-site}" ;;
    esac
}

# sp_templates REVISION FOLDER: the files of that revision that an admin makes his own from.
sp_templates() {
    mkdir -p "$2" || return 1
    for sp_file in contrib/status-page.service contrib/status-page-scheduler.service contrib/status-page-rq.service contrib/gunicorn.py \
        statuspage/statuspage/configuration_example.py; do
        sp_git show "$1:$sp_file" >"$2/${sp_file##*/}" 2>/dev/null || rm -f "$2/${sp_file##*/}"
    done
}

# sp_changed: the files of the checkout that are not as git has them.
sp_changed() {
    sp_git status --porcelain --untracked-files=no
}

# sp_overlooked: edited files that git was told to overlook, so that it does not name them; one a line.
sp_overlooked() {
    sp_git ls-files -v 2>/dev/null | sed -n 's/^[[:lower:]S] //p' | while IFS= read -r sp_file; do
        [ -f "$F_PATH/$sp_file" ] || continue
        sp_kept=$(sp_git ls-files -s -- "$sp_file" | awk '{ print $2 }')
        [ "$(sp_git hash-object -- "$sp_file")" = "$sp_kept" ] || printf '%s\n' "$sp_file"
    done
}

# sp_stash: puts them aside, where git stash list shows them.
sp_stash() {
    sp_git -c user.name=Handrail -c user.email=handrail@localhost stash push -m "Handrail $HR_RUN"
}

# sp_checkout REVISION: checks it out and sees that every file is of it: git ends well also where it could not write some.
sp_checkout() {
    sp_git -c advice.detachedHead=false checkout "$1" || return 1
    sp_left=$(sp_changed)
    [ -z "$sp_left" ] || {
        printf '%s\n' "$sp_left"
        return 1
    }
}

db_settings() {
    sp_ask database
}

db_password() {
    sp_ask pgpass "$1"
}

db_migrations() {
    db_sql "select app, name from django_migrations order by app, name"
}

# sp_unapplied: the migrations of the code that the database does not have, the first five. Only apps that Django has installed count:
# a plug-in that came with the code and does not stand in PLUGINS is never migrated.
sp_unapplied() {
    sp_applied=$(db_migrations) && sp_apps=$(sp_ask apps "$F_PATH/statuspage/statuspage/settings.py") || return 1
    for sp_file in "$F_PATH"/statuspage/*/migrations/[0-9]*.py; do
        [ -e "$sp_file" ] || continue
        sp_app=${sp_file%/migrations/*}
        sp_app=${sp_app##*/}
        printf '%s\n' "$sp_apps" | grep -qxF -e "$sp_app" || continue
        sp_name=${sp_file##*/}
        printf '%s\t%s\n' "$sp_app" "${sp_name%.py}"
    done | grep -vxF -e "$sp_applied" | head -n 5 | tr '\t\n' '. '
}

# sp_units: the names of the three services, web first.
sp_units() {
    printf '%s\n' "$F_UNIT_WEB" "${F_UNIT_SCHEDULER-}" "${F_UNIT_RQ-}" | sed '/^$/d'
}

# sp_manage ARGUMENT...: the product's manage.py with its own Python, as the user its services run as.
sp_manage() {
    (cd "$F_PATH/statuspage" && as_user "${F_SERVICE_USER:-root}" "$F_VENV/bin/python3" -B manage.py "$@")
}

# sp_page: fetches the public page from gunicorn itself; prints the status, or why there is none.
sp_page() {
    sp_host=$(sp_ask host) && sp_base=$(sp_ask base) || return 1
    "$(sp_python)" -B - "${F_HTTP_BIND:-127.0.0.1:8001}" "$sp_host" "/$sp_base" <<'PYTHON'
import http.client, sys
bind, host, path = sys.argv[1:4]
try:
    connection = http.client.HTTPConnection(bind, timeout=20)
    connection.request("GET", path if path == "/" else path + "/", headers={"Host": host, "X-Forwarded-Proto": "https"})
    print(connection.getresponse().status)
except (OSError, http.client.HTTPException) as error:
    print("no answer: %s" % error)
PYTHON
}

# sp_missing_columns: the columns that the models of the installed version have and the database lacks, one a line; fails where they
# cannot be told. It only reads; db_open comes before.
sp_missing_columns() {
    sp_wanted=$(sp_manage shell -c '
from django.apps import apps
for model in apps.get_models(include_auto_created=True):
    if model._meta.managed and not model._meta.proxy:
        for field in model._meta.local_concrete_fields:
            print("model\t%s.%s" % (model._meta.db_table, field.column))' 2>/dev/null) || return 1
    db_missing_columns "$sp_wanted"
}

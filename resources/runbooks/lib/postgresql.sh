# shellcheck shell=sh
# shellcheck disable=SC2034
# PostgreSQL. A runbook whose product keeps data there defines in its own lib.sh:
#   db_settings: name of the database, user, host, port, sslmode, one a line, from the product's configuration
#   db_password FILE: writes libpq's password file, mode 0600; no password is ever printed
#   db_migrations: the migrations that are applied, one a line, in a fixed order

# db_open: gets ready to talk to the database as the product does. What it needs is gone when the script ends.
db_open() {
    # The first is the product's, which may plant links there; root writes to the second only.
    hr_secret=$(mktemp -d) && hr_scratch=$(mktemp -d) || return 1
    trap db_close EXIT
    trap 'exit 143' HUP INT TERM
    hr_lines=$(db_settings) || return 1
    PGDATABASE=$(printf '%s\n' "$hr_lines" | sed -n 1p)
    PGUSER=$(printf '%s\n' "$hr_lines" | sed -n 2p)
    PGHOST=$(printf '%s\n' "$hr_lines" | sed -n 3p)
    PGPORT=$(printf '%s\n' "$hr_lines" | sed -n 4p)
    PGSSLMODE=$(printf '%s\n' "$hr_lines" | sed -n 5p)
    PGPASSFILE=$hr_secret/pgpass
    PGCONNECT_TIMEOUT=8
    # An empty host is the local socket, where the name of the user who calls may be asked for: so be that user.
    hr_caller=$(id -un)
    case $PGHOST in
        '' | /*) hr_caller=${F_SERVICE_USER:-$hr_caller} ;;
    esac
    chown "${F_SERVICE_USER:-$hr_caller}" "$hr_secret" || return 1
    db_password "$PGPASSFILE" || return 1
    chown -R "$hr_caller" "$hr_secret" || return 1
    [ -n "$PGHOST" ] || unset PGHOST
    [ -n "$PGPORT" ] || unset PGPORT
    [ -n "$PGUSER" ] || PGUSER=$hr_caller
    [ -n "$PGSSLMODE" ] || unset PGSSLMODE
    export PGDATABASE PGUSER PGHOST PGPORT PGSSLMODE PGPASSFILE PGCONNECT_TIMEOUT
}

db_close() {
    [ -z "${hr_secret-}" ] || rm -rf "$hr_secret" "${hr_scratch-}"
}

# db_run COMMAND...: psql, pg_dump and such, as the product's database user.
db_run() {
    as_user "$hr_caller" "$@"
}

# db_postgres COMMAND...: the same as the user postgres of this machine, who may do anything there.
db_postgres() {
    (
        unset PGDATABASE PGUSER PGHOST PGSSLMODE PGPASSFILE
        cd / && as_user postgres "$@"
    )
}

# db_named NAME: a database for the option -d, which would read a name like host=... as an address.
db_named() {
    printf "dbname='"
    printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g"
    printf "'"
}

# db_sql STATEMENT: its rows, columns parted by tabs.
db_sql() {
    db_run psql -X -q -A -t -F "$TAB" -v ON_ERROR_STOP=1 -c "$1"
}

# hr_each_count: the statement that counts the rows of each table.
hr_each_count() {
    cat <<'SQL'
select format('select %L, count(*) from only %I.%I', n.nspname || '.' || c.relname, n.nspname, c.relname)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\_%' order by 1
\gexec
SQL
}

# db_counts: schema.table and number of rows of each table, in a fixed order.
db_counts() {
    hr_each_count | db_run psql -X -q -A -t -F "$TAB" -v ON_ERROR_STOP=1 | sort
}

# hr_dump_and_count FILE: dumps to FILE and prints the row counts, both of the same moment, whatever is written meanwhile.
hr_dump_and_count() {
    {
        cat <<'SQL'
begin isolation level repeatable read;
select pg_export_snapshot() as snapshot
\gset
\setenv HR_SNAPSHOT :snapshot
\! pg_dump -Fc --snapshot="$HR_SNAPSHOT" >&3 || echo pg_dump failed
SQL
        hr_each_count
        echo 'commit;'
    } | db_run psql -X -q -A -t -F "$TAB" -v ON_ERROR_STOP=1 3>"$1"
}

# db_schema: the structure of the database as text that is the same each time.
db_schema() {
    db_run pg_dump --schema-only --no-owner --no-privileges | grep -v -e '^--' -e '^\\restrict' -e '^\\unrestrict'
}

# hr_is_local: yes or no, whether the database is on this server.
hr_is_local() {
    case ${PGHOST-} in
        '' | /* | localhost | 127.* | ::1 | "$(uname -n)") echo yes ;;
        *) echo no ;;
    esac
}

# hr_find_creator: sets F_DATABASE_CREATOR to who may create databases, unless db_facts has found it before: postgres or the product's user.
hr_find_creator() {
    [ -z "${F_DATABASE_CREATOR-}" ] || return 0
    if [ "$(hr_is_local)" = yes ] && [ "$(id -u)" = 0 ] && db_postgres psql -XqAt -c 'select 1' >/dev/null 2>&1; then
        F_DATABASE_CREATOR=postgres
    elif [ "$(db_sql 'select rolcreatedb or rolsuper from pg_roles where rolname = current_user' 2>/dev/null)" = t ]; then
        F_DATABASE_CREATOR=$PGUSER
    else
        return 1
    fi
}

# db_facts: what there is to know of the database before an upgrade.
db_facts() {
    fact database.name "$PGDATABASE" "the product's configuration"
    fact database.user "$PGUSER" "the product's configuration"
    fact database.host "${PGHOST:-local socket}" "the product's configuration"
    F_DATABASE_LOCAL=$(hr_is_local)
    fact database.local "$F_DATABASE_LOCAL" 'the host in the configuration'
    hr_tool=$(pg_dump --version | awk '{ print $3 }')
    fact pg.dump.version "$hr_tool" 'pg_dump --version'
    if ! hr_server=$(db_sql 'show server_version' 2>&1); then
        fact database.unreachable "$(printf '%s\n' "$hr_server" | tail -n 1)" "psql as $PGUSER"
        return 1
    fi
    hr_server=${hr_server%% *}
    fact postgresql.version "$hr_server" 'show server_version'
    version_at_least "${hr_tool%%.*}" "${hr_server%%.*}" || fact pg.dump.older yes "pg_dump $hr_tool, server $hr_server"
    F_DATABASE_MB=$(db_sql 'select pg_database_size(current_database()) / 1048576 + 1')
    fact database.mb "$F_DATABASE_MB" 'select pg_database_size(current_database())'
    fact_if neighbours.postgresql "$(db_sql "select string_agg(datname, ' ' order by datname) from pg_database where not datistemplate and datname not in ('postgres', current_database())")" \
        'select datname from pg_database'
    hr_own=" $(hostname -I 2>/dev/null) "
    hr_clients=''
    for hr_client in $(db_sql "select distinct host(client_addr) from pg_stat_activity where datname = current_database()
        and client_addr is distinct from inet_client_addr() and not client_addr <<= '127.0.0.0/8' and client_addr <> '::1' order by 1"); do
        case $hr_own in *" $hr_client "*) ;; *) hr_clients="$hr_clients $hr_client" ;; esac
    done
    fact_if database.clients.elsewhere "${hr_clients# }" 'select client_addr from pg_stat_activity'
    if hr_find_creator; then
        fact database.creator "$F_DATABASE_CREATOR" 'a login that may create databases'
    else
        fact database.no.creator yes "$PGUSER may not create a database, and user postgres cannot be used here"
    fi
    [ "$(db_sql "select datacl is not null from pg_database where datname = current_database()")" != t ] ||
        fact database.own.rights yes 'select datacl from pg_database'
}

# db_start: starts PostgreSQL where it stands still on this server, and waits until it answers. Nothing else is changed.
db_start() {
    db_open || die "The database settings in the product's configuration cannot be read."
    [ "${F_DATABASE_LOCAL-}" = yes ] || die "The database is on another server, $PGHOST: start PostgreSQL there."
    if db_answers; then
        say 'PostgreSQL answers'
        return
    fi
    hr_unit=''
    if have pg_lsclusters; then
        hr_unit=$(pg_lsclusters -h | awk -v port="${PGPORT:-5432}" '$3 == port { print "postgresql@" $1 "-" $2; exit }')
    fi
    say "Starting ${hr_unit:=postgresql}"
    systemctl start "$hr_unit" || die "$hr_unit could not be started: journalctl -u $hr_unit says why."
    wait_for 60 db_answers || die "$hr_unit runs, but PostgreSQL does not answer: journalctl -u $hr_unit"
    say 'PostgreSQL answers again'
}

db_answers() {
    db_sql 'select 1' >/dev/null 2>&1
}

# db_save: dumps the database into the current folder and proves the dump by reading it back whole and counting its rows.
db_save() {
    db_open || die "The database settings in the product's configuration cannot be read."
    echo "$PGDATABASE on ${PGHOST:-the local socket}, as $PGUSER"
    hr_dump_and_count database.dump >counts.unsorted || die 'The rows could not be counted; nothing was changed.'
    if grep -q '^pg_dump failed' counts.unsorted; then die 'pg_dump failed; nothing was changed.'; fi
    sort counts.unsorted >counts.live
    rm counts.unsorted
    db_schema >schema.sql || die 'The structure could not be dumped.'
    db_migrations >migrations || die 'The list of migrations could not be read.'
    ls -l database.dump

    say 'Reading the dump back whole'
    pg_restore -f /dev/null database.dump || die 'The dump cannot be read back; nothing was changed.'
    pg_restore --data-only -f - database.dump | awk '
        !inside && /^COPY / { table = $2; gsub(/"/, "", table); rows = 0; inside = 1; next }
        inside && $0 == "\\." { printf "%s\t%d\n", table, rows; inside = 0; next }
        inside { rows++ }' | sort >counts.dump
    if ! cmp counts.live counts.dump; then
        diff counts.live counts.dump
        die 'The dump has other rows than the database; nothing was changed.'
    fi
    awk -F "$TAB" '{ rows += $2 } END { printf "%d tables, %d rows, the same in the database and in the dump\n", NR, rows }' counts.dump
}

# hr_admin COMMAND...: as one who may create databases; hr_find_creator comes before.
hr_admin() {
    if [ "$F_DATABASE_CREATOR" = postgres ]; then
        db_postgres "$@"
    else
        (unset PGDATABASE && db_run "$@")
    fi
}

hr_admin_sql() {
    hr_admin psql -X -q -A -t -v ON_ERROR_STOP=1 -v name="$hr_name" -v new="$hr_new" -v failed="$hr_failed" -d postgres
}

# hr_open_admin: gets ready to make and rename databases, beside the product's own, $hr_name.
hr_open_admin() {
    db_open || die "The database settings in the product's configuration cannot be read."
    hr_name=$PGDATABASE
    hr_new=''
    hr_failed=''
    hr_find_creator || {
        db_answers || die "PostgreSQL does not let $PGUSER into the database $PGDATABASE."
        die "$PGUSER may not create a database, and the user postgres cannot be used here. Restore the dump by hand with pg_restore."
    }
}

# hr_database_name NAME WHAT: a name for a database of this run and hop beside NAME, short enough for PostgreSQL.
hr_database_name() {
    printf '%.30s_%s_%s_%s\n' "$1" "$2" "$(printf '%s' "$HR_RUN" | tr -cd 'A-Za-z0-9' | tail -c 16)" "$HR_HOP"
}

# hr_has_database NAME: whether there is one.
hr_has_database() {
    hr_found=$(printf "select count(*) from pg_database where datname = :'found'\n" | hr_admin psql -X -q -A -t -v ON_ERROR_STOP=1 -v found="$1" -d postgres) ||
        die 'PostgreSQL does not say which databases there are.'
    [ "$hr_found" = 1 ]
}

# hr_free_database NAME: a name that no database has yet: NAME itself, else NAME_2, NAME_3 and so on. What is kept is never overwritten.
hr_free_database() {
    hr_find_creator || F_DATABASE_CREATOR=postgres
    hr_free=$1
    hr_count=1
    while hr_has_database "$hr_free"; do
        hr_count=$((hr_count + 1))
        hr_free=$1_$hr_count
    done
    printf '%s\n' "$hr_free"
}

# hr_unchanged FOLDER: whether no migration has changed the database since db_save wrote to FOLDER.
hr_unchanged() {
    db_migrations >"$hr_scratch/migrations" && cmp -s "$hr_scratch/migrations" "$1/migrations" &&
        db_schema >"$hr_scratch/schema" && cmp -s "$hr_scratch/schema" "$1/schema.sql"
}

# hr_print_rows KEY FILE EXCEPT: the counts in FILE as facts KEY.TABLE, without the tables whose names match EXCEPT.
hr_print_rows() {
    HR_EXCEPT=$3 awk -F "$TAB" '$1 !~ ENVIRON["HR_EXCEPT"]' "$2" | while IFS="$TAB" read -r hr_table hr_rows; do
        fact "$1.${hr_table#public.}" "$hr_rows" 'select count(*)'
    done
}

# db_losses FOLDER EXCEPT: what db_bring_back FOLDER would replace: facts backup.rows.TABLE and rows.TABLE. Tables whose names match EXCEPT
# do not count. It only reads.
db_losses() {
    db_open 2>/dev/null || return 1
    db_counts >"$hr_scratch/counts" || return 1
    if hr_unchanged "$1"; then
        hr_print_rows backup.rows "$hr_scratch/counts" "$2"
    else
        hr_print_rows backup.rows "$1/counts.live" "$2"
    fi
    hr_print_rows rows "$hr_scratch/counts" "$2"
}

# db_try_rights: tries on an empty database what db_bring_back needs: to create, to rename and to drop one.
db_try_rights() {
    hr_open_admin
    hr_new=$(hr_database_name "$hr_name" rights)
    hr_failed=$(hr_free_database "${hr_new}_renamed") || exit 1
    say "Creating, renaming and dropping an empty database, as $F_DATABASE_CREATOR"
    hr_admin_sql <<'SQL' || die "A roll-back could not restore the database: $F_DATABASE_CREATOR lacks the right. Nothing was changed."
drop database if exists :"new";
select format('create database %I with owner %I template template0', :'new', pg_get_userbyid(datdba)) from pg_database where datname = :'name'
\gexec
alter database :"new" rename to :"failed";
drop database :"failed";
SQL
    hr_owner=$(printf "select pg_has_role(current_user, datdba, 'MEMBER') from pg_database where datname = :'name'\n" | hr_admin_sql)
    [ "$hr_owner" = t ] || die "$F_DATABASE_CREATOR does not own the database $hr_name, so a roll-back could not rename it. Nothing was changed."
    say 'A roll-back may do what it needs'
}

# db_bring_back FOLDER: makes the database what it was when db_save wrote to FOLDER. Where no migration changed it, it is left alone.
# Else the dump is restored into a new database beside it, counted, and then the names are switched; the changed one is kept under a name
# that nothing had before.
db_bring_back() {
    hr_saved=$1
    hr_open_admin
    hr_new=$(hr_database_name "$hr_name" restored)
    # From the first try until the names are switched it stays the same.
    hr_failed=$(cat "$HR_HOP_WORK/database.failed" 2>/dev/null)
    if hr_has_database "$hr_name" && hr_unchanged "$hr_saved"; then
        if [ -n "$hr_failed" ] && hr_has_database "$hr_failed"; then
            hr_note_kept
            return
        fi
        say 'No migration changed the database, so it stays as it is'
        return
    fi
    if hr_has_database "$hr_name"; then
        hr_failed=$(hr_free_database "$(hr_database_name "$hr_name" failed)") || exit 1
        printf '%s\n' "$hr_failed" >"$HR_HOP_WORK/database.failed"
        hr_restore "$hr_saved"
    fi
    say "Switching: $hr_name is kept as $hr_failed, $hr_new becomes $hr_name"
    hr_admin_sql <<'SQL' || die 'The names could not be switched; run this step again.'
select count(pg_terminate_backend(pid)) as ended from pg_stat_activity where datname in (:'name', :'new')
\gset
select format('alter database %I rename to %I', :'name', :'failed') where exists (select from pg_database where datname = :'name')
\gexec
alter database :"new" rename to :"name";
SQL
    db_counts | cmp - "$hr_saved/counts.live" || die 'After the switch the rows differ.'
    hr_note_kept
}

# hr_note_kept: says under which name the changed database is kept.
hr_note_kept() {
    if [ "$F_DATABASE_CREATOR" = postgres ]; then
        keeps database "$hr_failed" 'what the roll-back found: the changed database' "${F_CONFIGURATION:-${F_CONF_PY-}}"
    else
        # The clean-up list cannot see it there, so a note stands for it.
        hr_note=$(fresh_name "$HR_HOP_WORK/$hr_failed.note")
        printf '%s\n' "The changed database is $hr_failed on ${PGHOST:-the local socket}." >"$hr_note"
        keeps file "$hr_note" "a note: the changed database is $hr_failed on ${PGHOST:-the local socket}"
    fi
    rm -f "$HR_HOP_WORK/database.failed"
    say "The database is as it was; the changed one is kept as $hr_failed"
}

# hr_copy_rights: gives $hr_new the privileges and settings that $hr_name has as a database; a dump has none of them.
hr_copy_rights() {
    hr_admin_sql <<'SQL'
select format('revoke all on database %I from public', :'new') from pg_database where datname = :'name' and datacl is not null
\gexec
select format('grant %s on database %I to %s%s', acl.privilege_type, :'new',
    case acl.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(acl.grantee)) end,
    case when acl.is_grantable then ' with grant option' else '' end)
from pg_database d, aclexplode(d.datacl) acl where d.datname = :'name' and acl.grantee <> d.datdba
\gexec
select format('alter %s set %I to %s',
    case setrole when 0 then format('database %I', :'new') else format('role %I in database %I', pg_get_userbyid(setrole), :'new') end,
    split_part(setting, '=', 1),
    case when split_part(setting, '=', 1) in ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries')
        then substr(setting, strpos(setting, '=') + 1) else quote_literal(substr(setting, strpos(setting, '=') + 1)) end)
from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase, unnest(s.setconfig) setting where d.datname = :'name'
\gexec
select format('alter database %I connection limit %s', :'new', datconnlimit) from pg_database where datname = :'name' and datconnlimit >= 0
\gexec
SQL
}

# hr_restore FOLDER: makes the database $hr_new of the dump there, and compares the rows.
hr_restore() {
    hr_saved=$1
    say "Restoring into a new database, $hr_new"
    hr_admin_sql <<'SQL' || die 'The new database could not be made; nothing was changed.'
drop database if exists :"new";
select format('create database %I with owner %I template template0 encoding %L lc_collate %L lc_ctype %L',
    :'new', pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype) from pg_database where datname = :'name'
\gexec
SQL
    hr_admin pg_restore --exit-on-error -d "$(db_named "$hr_new")" <"$hr_saved/database.dump" || die 'The dump could not be restored; nothing was changed.'
    PGDATABASE=$hr_new
    db_counts >"$HR_HOP_WORK/counts.restored" || die 'The restored rows cannot be counted; nothing was changed.'
    PGDATABASE=$hr_name
    cmp "$HR_HOP_WORK/counts.restored" "$hr_saved/counts.live" || die 'The restored database has other rows; nothing was changed.'
    hr_copy_rights || warn "The database's own privileges and settings could not be copied: psql -l shows those of $hr_name."
}

# db_trial FOLDER: restores what db_save wrote to FOLDER into a scratch database, compares the rows, and drops it, however it ends.
db_trial() {
    hr_open_admin
    hr_new=$(hr_database_name "$hr_name" trial)
    trap 'hr_drop_trial; db_close' EXIT
    if (hr_restore "$1"); then
        say "The trial restore went well: $(wc -l <"$1/counts.live") tables, each with as many rows as in the backup"
    else
        die 'The backup cannot be restored; nothing was changed.'
    fi
}

hr_drop_trial() {
    printf 'drop database if exists :"new";\n' | hr_admin_sql || warn "The scratch database $hr_new could not be dropped; drop it by hand."
}

# db_missing_columns WANTED: of the lines "model TABLE.COLUMN" in WANTED, parted by a tab, those that the database lacks: TABLE.COLUMN, or
# TABLE alone where the whole table is missing.
db_missing_columns() {
    hr_there=$(db_sql "select 'there', c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped and pg_table_is_visible(c.oid)") || return 1
    printf '%s\n%s\n' "$hr_there" "$1" | awk -F '\t' '
        { table = $2; sub(/\.[^.]*$/, "", table) }
        $1 == "there" { columns[$2] = tables[table] = 1 }
        $1 == "model" && !($2 in columns) { name = table in tables ? $2 : table; if (!said[name]++) print name }'
}

# rows_kept BEFORE NOW EXCEPT: compares two lists of db_counts. Tables whose names match EXCEPT may have fewer rows.
rows_kept() {
    if before_backup; then
        echo 'no backup was made, so no step had changed the data'
        return
    fi
    [ -e "$1" ] || die "The rows that were counted before are gone: $1"
    awk -F "$TAB" -v except="$3" '
        NR == FNR { now[$1] = $2; next }
        !($1 in now) { print "table is gone, it had " $2 " rows: " $1; next }
        $1 ~ except { next }
        { tables++; rows += $2 }
        now[$1] + 0 < $2 + 0 { print $2 " rows before, " now[$1] " now: " $1; lost++ }
        END { printf "%d rows in %d tables compared\n", rows, tables; exit lost > 0 }' "$2" "$1"
}

"""Fern Wiki: a small wiki in PostgreSQL. python3 -m fern version|migrate|migrations|pages"""
import os
import subprocess
import sys

VERSION = "@VERSION@"
MIGRATIONS = {
    "0001_pages": "create table pages (id serial primary key, text text); insert into pages (text) values ('Ferns'), ('Moss')",
    "0002_tags": "alter table pages add column tag text default 'green'",
    "0003_history": "create table history (page integer, text text)",
}
KNOWN = {"1.0.0": 1, "1.1.0": 2, "2.0.0": 3}


def ask(statement):
    with open(os.environ["FERN_SETTINGS"]) as file:
        settings = dict(line.rstrip("\n").split("=", 1) for line in file)
    environment = dict(os.environ, PGDATABASE=settings["DB_NAME"], PGUSER=settings["DB_USER"], PGHOST=settings["DB_HOST"],
                       PGPORT=settings["DB_PORT"])
    command = ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", statement]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout


def migrate():
    ask("set client_min_messages = warning; create table if not exists migrations (name text)")
    done = ask("select name from migrations").split()
    for name in sorted(MIGRATIONS)[:KNOWN[VERSION]]:
        if name not in done:
            print("Applying", name)
            ask("%s; insert into migrations values ('%s')" % (MIGRATIONS[name], name))
    print("All migrations are applied.")


if __name__ == "__main__":
    commands = {"version": lambda: print(VERSION), "migrate": migrate, "pages": lambda: print(ask("select count(*) from pages").strip())}
    commands.get(sys.argv[1] if len(sys.argv) == 2 else "", lambda: sys.exit(__doc__))()

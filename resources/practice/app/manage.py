"""The practice edition of Django's manage.py: real SQL migrations on a real SQLite database."""
import glob
import os
import sqlite3
import sys
import time

DATABASE = os.path.join(os.environ["DATA"], "status-page.db")
TABLES = ("components", "incidents", "subscribers")


def connect():
    db = sqlite3.connect(DATABASE, isolation_level=None)
    db.execute("create table if not exists migrations(name text primary key, applied_utc text not null)")
    return db


def names():
    return sorted(os.path.splitext(os.path.basename(file))[0] for file in glob.glob("migrations/*.sql"))


def done(db):
    return {name for (name,) in db.execute("select name from migrations")}


def migrate(db):
    for name in names():
        if name in done(db):
            continue
        sys.stdout.write("  Applying %s..." % name)
        sys.stdout.flush()
        if os.environ.get("PACE", "normal") == "normal":
            time.sleep(1.5)
        with open("migrations/%s.sql" % name) as file:
            script = file.read()
        try:
            db.executescript("begin;" + script + ";insert into migrations values('%s', datetime('now'));commit;" % name)
        except sqlite3.Error as error:
            print()
            if db.in_transaction:
                db.rollback()
            sys.exit("sqlite3.OperationalError: %s" % error)
        print(" \033[32mOK\033[0m")


def main(command):
    db = connect()
    if command == "migrate":
        migrate(db)
    elif command == "showmigrations":
        have = done(db)
        for name in names():
            print("[%s]  %s" % ("X" if name in have else " ", name))
    elif command == "counts":
        for table in TABLES:
            print("%s\t%d" % (table, db.execute("select count(*) from " + table).fetchone()[0]))
    elif command == "check":
        print(db.execute("pragma integrity_check").fetchone()[0])
    elif command == "fill":
        db.execute("begin")
        db.executemany("insert into components(name) values(?)", [("Component %d" % i,) for i in range(1, 13)])
        db.executemany("insert into incidents(title) values(?)", [("Incident %d" % i,) for i in range(1, 86)])
        db.executemany(
            "insert into subscribers(email) values(?)", [("user%d@example.com" % i,) for i in range(1, 241)]
        )
        db.execute("commit")
    else:
        sys.exit("What does %s mean?" % command)


main(sys.argv[1] if len(sys.argv) > 1 else "nothing")

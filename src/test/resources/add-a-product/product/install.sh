#!/bin/sh
# Makes an origin with four releases of Leaf Notes, and installs 1.0.0 from it: install.sh FOLDER PORT
set -eu
product=$(cd "$(dirname "$0")" && pwd)
folder=$1
export GIT_AUTHOR_NAME=Leaf GIT_AUTHOR_EMAIL=leaf@localhost GIT_COMMITTER_NAME=Leaf GIT_COMMITTER_EMAIL=leaf@localhost
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null

release() {
    echo "$1" >VERSION
    git add -A
    git commit -qm "Leaf Notes $1"
    git tag "v$1"
}

mkdir -p "$folder/origin/migrations"
cd "$folder/origin"
git init -q
cp "$product/leaf" leaf
chmod +x leaf
printf 'data/\nleaf.ini\n__pycache__/\n' >.gitignore
printf '[server]\nport = 8080\n\n# All settings are in the manual.\n' >leaf.ini.example
echo 'create table notes (id integer primary key, text text);' >migrations/0001_notes.sql
release 1.0.0
echo 'create table tags (note integer, tag text);' >migrations/0002_tags.sql
release 1.1.0
echo "alter table notes add column owner text default 'admin';" >migrations/0003_owner.sql
printf '\n[look]\ntheme = light\n' >>leaf.ini.example
release 2.0.0
release 2.0.1

git -c advice.detachedHead=false clone -q --branch v1.0.0 "$folder/origin" "$folder/leaf-notes" 2>/dev/null
cd "$folder/leaf-notes"
mkdir data
sed "s/8080/$2/" leaf.ini.example >leaf.ini
./leaf migrate
python3 -c 'import sqlite3
with sqlite3.connect("data/notes.db") as db: db.executemany("insert into notes (text) values (?)", [("one",), ("two",), ("three",)])'
./leaf start

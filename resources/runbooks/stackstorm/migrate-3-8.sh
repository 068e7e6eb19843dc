# shellcheck shell=sh
# Drops what the exporter left behind. No package has the script for it.
set -u
if st_script st2-drop-st2exporter-marker-collections >/dev/null; then
    st_migrate st2-drop-st2exporter-marker-collections
    exit 0
fi
say 'The package does not bring st2-drop-st2exporter-marker-collections: Handrail drops the two collections'
/opt/stackstorm/st2/bin/python -B - --config-file /etc/st2/st2.conf <<'PYTHON' || die 'The collections could not be dropped; what it said stands above.'
import sys
from mongoengine.connection import get_db
from st2common import config
from st2common.service_setup import db_setup, db_teardown
config.parse_args(sys.argv[1:])
db_setup()
for name in sorted({"marker_d_b", "dumper_marker_d_b"} & set(get_db().list_collection_names())):
    get_db()[name].drop()
    print(name + " is dropped")
db_teardown()
PYTHON
say 'They are gone'

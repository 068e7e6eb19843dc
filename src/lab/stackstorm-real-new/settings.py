"""Sets in st2.conf what an admin sets on a new server."""

from configparser import RawConfigParser

SETTINGS = {
    "database": {"host": "mongodb://127.0.0.1:27017/st2"},
    "messaging": {"url": "amqp://stackstorm:canary-rabbit@127.0.0.1:5672"},
    "coordination": {"url": "redis://127.0.0.1:6379"},
    "auth": {"enable": "True"},
    "keyvalue": {"encryption_key_path": "/etc/st2/keys/datastore_key.json"},
}

config = RawConfigParser()
config.read("/etc/st2/st2.conf")
for section, values in SETTINGS.items():
    if not config.has_section(section):
        config.add_section(section)
    for name, value in values.items():
        config.set(section, name, value)
with open("/etc/st2/st2.conf", "w") as file:
    config.write(file)

"""Packs one release of Fern Wiki as pip wants it: wheel.py VERSION SOURCE FOLDER"""
import sys
import zipfile

version, source, folder = sys.argv[1:]
info = "fern-%s.dist-info/" % version
with open(source) as file:
    code = file.read().replace("@VERSION@", version)
with zipfile.ZipFile("%s/fern-%s-py3-none-any.whl" % (folder, version), "w") as wheel:
    wheel.writestr("fern.py", code)
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: fern\nVersion: %s\n" % version)
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: fern\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr(info + "RECORD", "fern.py,,\n%sMETADATA,,\n%sWHEEL,,\n%sRECORD,,\n" % (info, info, info))

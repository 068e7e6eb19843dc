from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
OWN = dict(line.split("=", 1) for line in (FOLDER / "settings.env").read_text().splitlines() if "=" in line)
SECRET_KEY = OWN["DB_PASSWORD"]
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "notes.urls"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "notes"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": OWN["DB_NAME"],
        "USER": OWN["DB_USER"],
        "PASSWORD": OWN["DB_PASSWORD"],
        "HOST": OWN["DB_HOST"],
        "PORT": OWN["DB_PORT"],
    }
}

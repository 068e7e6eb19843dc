#
# Required settings
#

# The names under which this server is reached.
ALLOWED_HOSTS = []

# The PostgreSQL database.
DATABASE = {
    'NAME': 'status-page',
    'USER': '',
    'PASSWORD': '',
    'HOST': 'localhost',
    'PORT': '',
    'CONN_MAX_AGE': 300,
}

# Redis, for background tasks and for the cache.
REDIS = {
    'tasks': {
        'HOST': 'localhost',
        'PORT': 6379,
        'PASSWORD': '',
        'DATABASE': 0,
        'SSL': False,
    },
    'caching': {
        'HOST': 'localhost',
        'PORT': 6379,
        'PASSWORD': '',
        'DATABASE': 1,
        'SSL': False,
    },
}

# The address used in mails.
SITE_URL = ''

# At least 50 characters, kept in this file only.
SECRET_KEY = ''

#
# Optional settings
#

ADMINS = []
DEBUG = False
EMAIL = {
    'SERVER': 'localhost',
    'PORT': 25,
    'USERNAME': '',
    'PASSWORD': '',
    'FROM_EMAIL': '',
    'SUBJECT_PREFIX': '[Status-Page] ',
}
PLUGINS = [
    # 'sp_uptimerobot',
    # 'sp_external_status_providers',
]
TIME_ZONE = 'UTC'

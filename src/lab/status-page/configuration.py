# Settings of this server. Changed by its admin: the time zone, the mail prefix, the cache's database, a plug-in.
ALLOWED_HOSTS = ['status.example.com', 'localhost']

DATABASE = {
    'NAME': 'status-page',
    'USER': 'status-page',
    'PASSWORD': 'can$ry\'db"0',
    'HOST': 'localhost',
    'PORT': '',
    'CONN_MAX_AGE': 300,
}

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
        'DATABASE': 3,
        'SSL': False,
    },
}

SITE_URL = 'http://status.example.com'
SECRET_KEY = 'canary-secret-key-0123456789-0123456789-0123456789-01'

EMAIL = {
    'SERVER': 'localhost',
    'PORT': 25,
    'USERNAME': '',
    'PASSWORD': '',
    'FROM_EMAIL': 'status@example.com',
    'SUBJECT_PREFIX': '[Our status] ',
}
TIME_ZONE = 'Europe/Vienna'
PLUGINS = ['sp_uptimerobot']

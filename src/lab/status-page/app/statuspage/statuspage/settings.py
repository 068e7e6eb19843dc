import importlib
import os
import sys

from django.core.exceptions import ImproperlyConfigured

VERSION = '0.0.0'

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

if sys.version_info < (3, 10):
    raise RuntimeError('Status-Page requires Python 3.10 or later.')

# The admin's own settings
config_path = os.getenv('STATUS_PAGE_CONFIGURATION', 'statuspage.configuration')
try:
    configuration = importlib.import_module(config_path)
except ModuleNotFoundError as e:
    if getattr(e, 'name') == config_path:
        raise ImproperlyConfigured(
            f'Specified configuration module ({config_path}) not found. Please define statuspage/statuspage/configuration.py '
            'per the documentation, or specify an alternate module in the STATUS_PAGE_CONFIGURATION environment variable.'
        ) from e
    raise

for parameter in ['ALLOWED_HOSTS', 'DATABASE', 'SECRET_KEY', 'REDIS', 'SITE_URL']:
    if not hasattr(configuration, parameter):
        raise ImproperlyConfigured(f'Required parameter {parameter} is missing from configuration.')

ALLOWED_HOSTS = configuration.ALLOWED_HOSTS
SECRET_KEY = configuration.SECRET_KEY
SITE_URL = configuration.SITE_URL
REDIS = configuration.REDIS
DEBUG = getattr(configuration, 'DEBUG', False)
TIME_ZONE = getattr(configuration, 'TIME_ZONE', 'UTC')
PLUGINS = getattr(configuration, 'PLUGINS', [])
MEDIA_ROOT = getattr(configuration, 'MEDIA_ROOT', os.path.join(BASE_DIR, 'media'))
DEVELOPER = getattr(configuration, 'DEVELOPER', False)

if 'tasks' not in REDIS:
    raise ImproperlyConfigured("REDIS section in configuration.py is missing the 'tasks' subsection.")
if 'caching' not in REDIS:
    raise ImproperlyConfigured("REDIS section in configuration.py is missing caching subsection.")

DATABASES = {'default': {**configuration.DATABASE, 'ENGINE': 'django.db.backends.postgresql'}}
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'


def redis_url(section):
    secret = f":{section['PASSWORD']}@" if section.get('PASSWORD') else ''
    return f"redis://{secret}{section['HOST']}:{section['PORT']}/{section['DATABASE']}"


CACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache', 'LOCATION': redis_url(REDIS['caching'])}}
RQ_QUEUES = {name: {'URL': redis_url(REDIS['tasks'])} for name in ['high', 'default', 'low']}

INSTALLED_APPS = [
    'django.contrib.admin',
    'django.contrib.auth',
    'django.contrib.contenttypes',
    'django.contrib.sessions',
    'django.contrib.messages',
    'django.contrib.staticfiles',
    'components',
    'incidents',
    'utilities',
    'django_rq',
]
MIDDLEWARE = [
    'django.middleware.security.SecurityMiddleware',
    'django.contrib.sessions.middleware.SessionMiddleware',
    'django.middleware.common.CommonMiddleware',
    'django.middleware.csrf.CsrfViewMiddleware',
    'django.contrib.auth.middleware.AuthenticationMiddleware',
    'django.contrib.messages.middleware.MessageMiddleware',
]
TEMPLATES = [
    {
        'BACKEND': 'django.template.backends.django.DjangoTemplates',
        'DIRS': [os.path.join(BASE_DIR, 'templates')],
        'APP_DIRS': True,
        'OPTIONS': {
            'context_processors': [
                'django.template.context_processors.request',
                'django.contrib.auth.context_processors.auth',
                'django.contrib.messages.context_processors.messages',
            ]
        },
    }
]
ROOT_URLCONF = 'statuspage.urls'
WSGI_APPLICATION = 'statuspage.wsgi.application'
STATIC_URL = '/static/'
STATIC_ROOT = os.path.join(BASE_DIR, 'static')
USE_TZ = True
USE_X_FORWARDED_HOST = True

for plugin_name in PLUGINS:
    try:
        plugin = importlib.import_module(plugin_name)
    except ModuleNotFoundError as e:
        if getattr(e, 'name') == plugin_name:
            raise ImproperlyConfigured(f'Unable to import plugin {plugin_name}: Module not found.') from e
        raise
    if not hasattr(plugin, 'config'):
        raise ImproperlyConfigured(f"Plugin {plugin_name} does not provide a 'config' variable.")
    INSTALLED_APPS.append(f'{plugin.config.__module__}.{plugin.config.__name__}')

from django.contrib import admin
from django.urls import path

from statuspage.views import dashboard

urlpatterns = [path('', dashboard), path('dashboard/admin/', admin.site.urls)]

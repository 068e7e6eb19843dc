from django.conf import settings
from django.shortcuts import render

from components.models import Component
from incidents.models import Incident


def dashboard(request):
    return render(
        request,
        'dashboard.html',
        {'components': Component.objects.all(), 'incidents': Incident.objects.all(), 'version': settings.VERSION},
    )

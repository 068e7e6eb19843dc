from components.models import Component
from django.contrib.auth.models import User
from incidents.models import Incident, IncidentUpdate

User.objects.create_superuser('admin', 'admin@example.com', 'canary-admin-password')
parts = [Component.objects.create(name=f'Component {n:03}', description="It's a \u201ctest\u201d", visibility=True) for n in range(40)]
for n in range(100):
    incident = Incident.objects.create(title=f'Incident {n:03}', visibility=True)
    incident.components.add(parts[n % 40])
    IncidentUpdate.objects.create(incident=incident, text=f'What happened in {n}\nand how it ended', status=incident.status)

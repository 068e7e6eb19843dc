from components.models import Component
from django.contrib.auth.models import User
from incidents.models import Incident

User.objects.create_superuser('admin', 'admin@example.com', 'canary-admin-password')
parts = [Component.objects.create(name=f'Component {n:03}', description="It's a \u201ctest\u201d") for n in range(120)]
for n in range(400):
    incident = Incident.objects.create(title=f'Incident {n:03}', text=f'What happened in {n}\nand how it ended')
    incident.components.add(parts[n % 120])

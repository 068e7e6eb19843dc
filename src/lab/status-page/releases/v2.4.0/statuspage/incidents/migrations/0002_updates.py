import django.db.models.deletion
from django.db import migrations, models


def move_texts(apps, schema_editor):
    incident = apps.get_model('incidents', 'Incident')
    update = apps.get_model('incidents', 'IncidentUpdate')
    for each in incident.objects.exclude(text=''):
        update.objects.create(incident=each, text=each.text)


class Migration(migrations.Migration):
    dependencies = [('incidents', '0001_initial')]
    operations = [
        migrations.AddField(model_name='incident', name='visibility', field=models.BooleanField(default=True)),
        migrations.CreateModel(
            name='IncidentUpdate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('created', models.DateTimeField(auto_now_add=True)),
                (
                    'incident',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='incidents.incident'
                    ),
                ),
            ],
        ),
        migrations.RunPython(move_texts, migrations.RunPython.noop),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [('incidents', '0002_updates')]
    operations = [migrations.RemoveField(model_name='incident', name='text')]

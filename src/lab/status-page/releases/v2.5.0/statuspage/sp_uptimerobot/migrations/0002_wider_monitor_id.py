from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('sp_uptimerobot', '0001_initial')]
    operations = [
        migrations.AlterField(model_name='uptimerobotmonitor', name='monitor_id', field=models.BigIntegerField(unique=True))
    ]

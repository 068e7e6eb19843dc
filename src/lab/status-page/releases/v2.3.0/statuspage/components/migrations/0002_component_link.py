from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('components', '0001_initial')]
    operations = [
        migrations.AddField(
            model_name='component', name='link', field=models.CharField(blank=True, default='', max_length=255)
        )
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [('components', '0001_initial')]
    operations = [
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255)),
                ('text', models.TextField(blank=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('components', models.ManyToManyField(blank=True, related_name='incidents', to='components.component')),
            ],
        )
    ]

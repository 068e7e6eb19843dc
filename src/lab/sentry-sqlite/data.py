"""Two accounts, a team of both, three projects and their keys; prints the address to send events to."""
import sys

from django.core import management


def fill(_):
    from django.contrib.auth.models import Group, User
    from sentry.models import Project, ProjectKey, ProjectOption, Team, TeamMember

    admin = User.objects.create_superuser('admin', 'admin@example.com', 'canary-admin')
    ada = User.objects.create_user('ada', 'ada@example.com', 'canary-ada')
    ada.groups.add(Group.objects.create(name='Shop owners'))
    team = Team.objects.create(name='Vienna', slug='vienna', owner=admin)
    TeamMember.objects.get_or_create(team=team, user=ada)
    for name in ['Shop', 'Mobile', 'B\xc3\xbcro'.decode('utf-8')]:
        project = Project.objects.create(name=name, slug=name.lower()[:2], owner=admin, team=team)
        ProjectOption.objects.create(project=project, key='sentry:origins', value=['http://shop.example.com', {'deep': (1, 2)}])
    key = ProjectKey.objects.get(project__name='Shop', user=admin)
    print('http://%s:%s@127.0.0.1:9000/%d' % (key.public_key, key.secret_key, key.project_id))


management.execute_from_command_line = fill
sys.argv = ['sentry', 'shell']

from sentry.utils.runner import main  # noqa: E402

main()

"""An organization with a team, three projects and their keys; prints the address to send events to."""
from sentry.runner import configure

configure()

from sentry.models import Organization, OrganizationMember, OrganizationMemberTeam, Project, ProjectKey, Team, User  # noqa: E402

user = User.objects.get(username='admin@example.com')
organization = Organization.objects.order_by('id').first() or Organization.objects.create(name='Sentry', slug='sentry')
member, _ = OrganizationMember.objects.get_or_create(organization=organization, user=user, defaults={'role': 'owner'})
team = Team.objects.filter(organization=organization).first() or Team.objects.create(
    name='Sentry', slug='sentry', organization=organization
)
OrganizationMemberTeam.objects.get_or_create(organizationmember=member, team=team, defaults={'is_active': True})
for name in ['Shop', 'Mobile', 'Billing']:
    project = Project.objects.create(name=name, organization=organization, team=team)
    project.add_team(team)
key = ProjectKey.objects.filter(project__name='Shop').first() or ProjectKey.objects.create(
    project=Project.objects.get(name='Shop'), user=user
)
print('http://%s:%s@127.0.0.1:9000/%d' % (key.public_key, key.secret_key, key.project_id))

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('teams', '0001_invite_colleagues_to_teams'),
        ('teams', '0002_ask_for_second_factors'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('clouds', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='SecondFactorRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member_kind', models.CharField(choices=[('partner', 'partner'), ('customer', 'customer')], max_length=10, verbose_name='members of')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='roles that need a second factor')),
                ('cloud', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='second_factor_rules', to='clouds.cloudregion')),
            ],
            options={
                'verbose_name': 'rule of second factors',
                'verbose_name_plural': 'rules of second factors',
                'ordering': ['cloud', 'member_kind'],
                'constraints': [models.UniqueConstraint(fields=('cloud', 'member_kind'), name='secondfactorrule_once_a_cloud_and_kind')],
            },
        ),
        migrations.CreateModel(
            name='TeamInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('owner_kind', models.CharField(choices=[('partner', 'partner'), ('customer', 'customer')], max_length=10)),
                ('owner_id', models.UUIDField()),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('email_key', models.CharField(editable=False, max_length=320)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='roles')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('status', models.CharField(choices=[('open', 'waiting for an answer'), ('accepted', 'accepted'), ('withdrawn', 'withdrawn'), ('expired', 'expired')], default='open', max_length=10, verbose_name='state')),
                ('invited_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('expires_at', models.DateTimeField(verbose_name='ends')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('cloud', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team_invitations', to='clouds.cloudregion')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'invitation to a team',
                'verbose_name_plural': 'invitations to teams',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('owner_id', 'email_key'), name='teaminvitation_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='teaminvitation_answered_when'), models.CheckConstraint(condition=models.Q(('roles__len__gte', 1)), name='teaminvitation_has_roles')],
            },
        ),
        pgtrigger.migrations.AddTrigger(model_name='teaminvitation', trigger=pgtrigger.compiler.Trigger(name='answer_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'accepted\', \'withdrawn\', \'expired\') AND (OLD."cloud_id" IS DISTINCT FROM (NEW."cloud_id") OR OLD."owner_kind" IS DISTINCT FROM (NEW."owner_kind") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."roles" IS DISTINCT FROM (NEW."roles") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='70f4c5365645cf6a1d881fafe6558c0958907e28', operation='UPDATE', pgid='pgtrigger_answer_stays_e8b83', table='teams_teaminvitation', when='BEFORE'))),
    ]

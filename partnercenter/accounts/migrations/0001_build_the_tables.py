import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('accounts', '0001_let_people_sign_in_by_mail'),
        ('accounts', '0002_list_open_sessions'),
        ('accounts', '0003_give_operators_roles'),
        ('accounts', '0004_keep_wrong_tries'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('email_key', models.CharField(editable=False, max_length=320, unique=True)),
                ('display_name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                ('locale', models.CharField(blank=True, max_length=10, verbose_name='language')),
                ('time_zone', models.CharField(blank=True, max_length=64, verbose_name='time zone')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_staff', models.BooleanField(default=False, verbose_name='operator')),
                ('operator_role', models.CharField(blank=True, choices=[('support', 'Support'), ('admin', 'Admin'), ('auditor', 'Auditor')], max_length=10, verbose_name='role of this operator')),
                ('operated_clouds', models.JSONField(blank=True, default=list, verbose_name='clouds of this operator (empty = all)')),
                ('date_joined', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_staff', False), ('operator_role', '')), models.Q(('is_staff', True), ('operator_role__in', ['support', 'admin', 'auditor'])), _connector='OR'), name='user_operator_has_role'), models.CheckConstraint(condition=models.Q(('is_superuser', False)), name='user_never_superuser')],
            },
        ),
        migrations.CreateModel(
            name='OpenSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('session_key', models.CharField(editable=False, max_length=40, unique=True)),
                ('began_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='signed in')),
                ('ip_address', models.GenericIPAddressField(blank=True, null=True, verbose_name='IP address')),
                ('user_agent', models.CharField(blank=True, max_length=300, verbose_name='browser')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'open session',
                'verbose_name_plural': 'open sessions',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='WrongTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(editable=False, max_length=20)),
                ('account_digest', models.CharField(editable=False, max_length=32)),
                ('address_digest', models.CharField(editable=False, max_length=32)),
                ('tried_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'verbose_name': 'wrong try',
                'verbose_name_plural': 'wrong tries',
                'indexes': [models.Index(fields=['account_digest', 'tried_at'], name='wrongtry_account'), models.Index(fields=['address_digest', 'tried_at'], name='wrongtry_address')],
            },
        ),
    ]

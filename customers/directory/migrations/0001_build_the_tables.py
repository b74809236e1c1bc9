import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('directory', '0001_keep_customers_and_their_people'),
        ('directory', '0002_mark_members_whom_a_directory_manages'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('clouds', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('tenant_id', models.UUIDField(default=uuid.uuid4, verbose_name='organisation ID')),
                ('name', models.CharField(max_length=200, verbose_name='legal name')),
                ('sort_key', models.CharField(editable=False, max_length=200)),
                ('primary_domain', models.CharField(blank=True, max_length=253, verbose_name='domain')),
                ('country', models.CharField(max_length=2, verbose_name='registered country')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('contact_name', models.CharField(blank=True, max_length=100, verbose_name='contact')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name="contact's e-mail address")),
                ('language', models.CharField(default='en', max_length=10, verbose_name='language')),
                ('time_zone', models.CharField(default='UTC', max_length=64, verbose_name='time zone')),
                ('is_self_registered', models.BooleanField(default=False, verbose_name='registered itself')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('cloud', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='customers', to='clouds.cloudregion')),
            ],
            options={
                'verbose_name': 'customer',
                'verbose_name_plural': 'customers',
                'ordering': ['sort_key', 'id'],
                'indexes': [models.Index(fields=['sort_key', 'id'], name='customer_sort')],
                'constraints': [models.UniqueConstraint(fields=('cloud', 'tenant_id'), name='customer_tenant_once_a_cloud')],
            },
        ),
        migrations.CreateModel(
            name='CustomerMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('role', models.CharField(choices=[('global_admin', 'Global administrator'), ('billing_admin', 'Billing administrator'), ('user', 'User')], default='user', max_length=16, verbose_name='role')),
                ('joined_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('is_from_directory', models.BooleanField(default=False, editable=False, verbose_name='managed by the directory')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='directory.customer')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='customer_memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'member of a customer',
                'verbose_name_plural': 'members of customers',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('customer', 'user'), name='customermembership_once_at_a_time'), models.CheckConstraint(condition=models.Q(('role__in', ['global_admin', 'billing_admin', 'user'])), name='customermembership_has_known_role')],
            },
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('open', 'open'), ('accepted', 'accepted'), ('declined', 'declined')], default='open', max_length=10)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='directory.customer')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'join request',
                'verbose_name_plural': 'join requests',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('customer', 'user'), name='joinrequest_one_open')],
            },
        ),
    ]

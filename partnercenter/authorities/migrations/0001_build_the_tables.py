import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import partnercenter.authorities.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('authorities', '0001_connect_directories_for_signing_in'),
    ]

    initial = True

    dependencies = [
        ('clouds', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name_en', models.CharField(max_length=80, verbose_name='name on the sign-in page')),
                ('name_ja', models.CharField(blank=True, max_length=80, verbose_name='name in Japanese')),
                ('issuer', models.CharField(help_text='As tokens name it. Write {tenantid} where a token names its own tenant.', max_length=300, unique=True, verbose_name='issuer')),
                ('configuration_url', models.CharField(blank=True, help_text='Empty: below the issuer, at /.well-known/openid-configuration.', max_length=400, verbose_name='address of the configuration')),
                ('client_id', models.CharField(max_length=200, verbose_name='client ID')),
                ('sealed_secret', models.BinaryField(default=bytes)),
                ('tenant_claim', models.CharField(default='tid', max_length=60, verbose_name='claim with the tenant')),
                ('role_claims', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=partnercenter.authorities.models.role_claims, size=None, verbose_name='claims with the roles')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('cloud', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorities', to='clouds.cloudregion')),
            ],
            options={
                'verbose_name': 'sign-in authority',
                'verbose_name_plural': 'sign-in authorities',
                'ordering': ['cloud', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('cloud',), name='authority_one_in_use_a_cloud')],
            },
        ),
        migrations.CreateModel(
            name='ConnectedTenant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('tenant_id', models.CharField(max_length=100, verbose_name='tenant ID')),
                ('owner_kind', models.CharField(choices=[('partner', 'partner'), ('customer', 'customer')], max_length=10, verbose_name='belongs to a')),
                ('owner_id', models.UUIDField(verbose_name='ID of the organisation')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('connected_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenants', to='authorities.authority')),
            ],
            options={
                'verbose_name': 'connected directory',
                'verbose_name_plural': 'connected directories',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'tenant_id', 'owner_kind'), name='connectedtenant_once_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='RoleRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner_kind', models.CharField(choices=[('partner', 'partner'), ('customer', 'customer')], max_length=10, verbose_name='members of a')),
                ('directory_role', models.CharField(blank=True, help_text='As the token says it. Empty: everybody of the directory whom no other rule names.', max_length=100, verbose_name='role in the token')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='roles here')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='authorities.authority')),
            ],
            options={
                'verbose_name': 'rule of directory roles',
                'verbose_name_plural': 'rules of directory roles',
                'ordering': ['authority', 'owner_kind', 'directory_role'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'owner_kind', 'directory_role'), name='rolerule_once_a_role'), models.CheckConstraint(condition=models.Q(('roles__len__gte', 1)), name='rolerule_has_roles')],
            },
        ),
    ]

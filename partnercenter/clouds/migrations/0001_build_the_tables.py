import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    # What stood here before; a database that has all of it has this, too (docs/decisions/0030).
    replaces = [
        ('clouds', '0001_describe_clouds_and_markets'),
        ('clouds', '0004_keep_a_palette_and_the_ends_of_lists'),
        ('clouds', '0005_hold_every_cloud_and_list_to_sense'),
        ('clouds', '0006_give_domains_a_public_id_and_one_primary'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='MarketGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=32, unique=True)),
                ('kind', models.CharField(choices=[('sales_region', 'sales region'), ('cloud_list', 'list of a cloud')], default='sales_region', max_length=16)),
                ('name_en', models.CharField(max_length=100)),
                ('name_ja', models.CharField(blank=True, max_length=100)),
            ],
            options={
                'verbose_name': 'market group',
                'verbose_name_plural': 'market groups',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='CloudRegion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=32, unique=True)),
                ('name_en', models.CharField(max_length=100)),
                ('name_ja', models.CharField(blank=True, max_length=100)),
                ('operator_en', models.CharField(max_length=100, verbose_name='operating company')),
                ('operator_ja', models.CharField(blank=True, max_length=100)),
                ('portal_name_en', models.CharField(max_length=150, verbose_name='acceptance portal')),
                ('portal_name_ja', models.CharField(blank=True, max_length=150)),
                ('host_label', models.SlugField(max_length=32, unique=True, verbose_name='first label of the acceptance host')),
                ('link_prefix', models.CharField(max_length=12, unique=True)),
                ('accent', models.CharField(choices=[('teal', 'teal'), ('plum', 'plum'), ('indigo', 'indigo'), ('ochre', 'ochre'), ('moss', 'moss green'), ('copper', 'copper'), ('violet', 'violet'), ('slate', 'slate')], default='teal', max_length=16)),
                ('allows_no_rights', models.BooleanField(default=True, verbose_name='requests without admin rights')),
                ('allows_full_rights', models.BooleanField(default=True, verbose_name='full rights')),
                ('allows_granular_rights', models.BooleanField(default=True, verbose_name='granular rights')),
                ('allows_multi_partner', models.BooleanField(default=True, verbose_name='several partners for a customer')),
                ('allows_multi_channel', models.BooleanField(default=True, verbose_name='subscriptions bought elsewhere')),
                ('allows_partner_to_partner', models.BooleanField(default=False, verbose_name='a partner may resell to a partner')),
                ('indirect_model', models.CharField(choices=[('none', 'not available'), ('either', 'provider or reseller'), ('provider_invites', 'only the provider invites')], default='either', max_length=20)),
                ('one_transacting_partner', models.BooleanField(default=False, verbose_name='one transacting partner per service')),
                ('online_agreement', models.BooleanField(default=True, verbose_name='customer accepts the agreement online')),
                ('allows_attestation', models.BooleanField(default=False, verbose_name='partner may attest the agreement')),
                ('accepts_new_customers', models.BooleanField(default=True, verbose_name='accepts new customers')),
                ('source', models.CharField(blank=True, max_length=300)),
                ('country_list', models.ForeignKey(blank=True, help_text="Countries that this cloud limits itself to. Empty: the partner's sales region alone decides.", limit_choices_to={'kind': 'cloud_list'}, null=True, on_delete=django.db.models.deletion.PROTECT, to='clouds.marketgroup')),
            ],
            options={
                'verbose_name': 'cloud',
                'verbose_name_plural': 'clouds',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('allows_no_rights', True), ('allows_full_rights', True), ('allows_granular_rights', True), _connector='OR'), name='cloudregion_something_can_be_asked')],
            },
        ),
        migrations.CreateModel(
            name='TenantDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True)),
                ('domain', models.CharField(max_length=253)),
                ('owner_kind', models.CharField(choices=[('partner', 'partner'), ('customer', 'customer')], max_length=10)),
                ('owner_id', models.UUIDField()),
                ('is_primary', models.BooleanField(default=True)),
                ('registered_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.CharField(blank=True, max_length=200)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('challenge', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('checked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('cloud', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='domains', to='clouds.cloudregion')),
            ],
            options={
                'verbose_name': 'domain',
                'verbose_name_plural': 'domains',
                'indexes': [models.Index(fields=['owner_id'], name='tenantdomain_owner')],
                'constraints': [models.UniqueConstraint(fields=('cloud', 'domain'), name='tenantdomain_once_a_cloud'), models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('owner_id',), name='tenantdomain_one_primary'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', '')), models.Q(('confirmed_at__isnull', False), models.Q(('confirmed_by', ''), _negated=True)), _connector='OR'), name='tenantdomain_confirmed_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Market',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('iso2', models.CharField(max_length=2, verbose_name='country code')),
                ('name_en', models.CharField(max_length=100)),
                ('name_ja', models.CharField(blank=True, max_length=100)),
                ('kind', models.CharField(choices=[('sales_region', 'sales region'), ('cloud_list', 'list of a cloud')], default='sales_region', max_length=16)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('leaves', models.BooleanField(default=False, verbose_name='leaves the list')),
                ('valid_from', models.DateField()),
                ('source', models.CharField(blank=True, max_length=200)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='markets', to='clouds.marketgroup')),
            ],
            options={
                'verbose_name': 'market',
                'verbose_name_plural': 'markets',
                'ordering': ['name_en', 'iso2', 'valid_from'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'sales_region')), fields=('iso2', 'name_en', 'valid_from'), name='market_once_a_date'), models.UniqueConstraint(condition=models.Q(('kind', 'cloud_list')), fields=('iso2', 'name_en', 'valid_from', 'group'), name='market_once_a_list_and_date'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'sales_region'), ('leaves', False)), models.Q(('group__isnull', False), ('kind', 'cloud_list')), _connector='OR'), name='market_leaves_a_list_that_is_named')],
            },
        ),
    ]

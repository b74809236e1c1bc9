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
        ('grants', '0001_keep_delegated_rights'),
        ('grants', '0002_freeze_grants_only_once_ended'),
        ('grants', '0003_describe_directory_roles'),
        ('grants', '0005_keep_terms_of_granular_rights'),
        ('grants', '0006_keep_groups_assignments_and_notices'),
        ('grants', '0007_end_rights_by_force_with_two_operators'),
        ('grants', '0008_one_cloud'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('directory', '0001_build_the_tables'),
        ('partners', '0001_build_the_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='DirectoryRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('area', models.CharField(choices=[('support', 'Licences, billing and support'), ('users', 'Users, groups and sign-in'), ('collaboration', 'Mail, files and meetings'), ('devices', 'Devices'), ('apps', 'Applications'), ('business', 'Business applications'), ('security', 'Security and compliance'), ('directory', 'Organisation and directory')], max_length=16, verbose_name='area')),
                ('name_en', models.CharField(max_length=120)),
                ('name_ja', models.CharField(blank=True, max_length=120)),
                ('template_id', models.UUIDField(blank=True, null=True, unique=True, verbose_name='role template ID')),
                ('power_en', models.CharField(max_length=300, verbose_name='what it can do')),
                ('power_ja', models.CharField(blank=True, max_length=300)),
                ('risk', models.CharField(choices=[('low', 'low risk'), ('medium', 'medium risk'), ('high', 'high risk')], max_length=8, verbose_name='risk')),
                ('is_privileged', models.BooleanField(default=False, verbose_name='privileged')),
                ('is_available', models.BooleanField(default=True, help_text='Grants that have the role already keep it.', verbose_name='can be asked for')),
                ('search_text', models.TextField(blank=True, editable=False)),
                ('source', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'directory role',
                'verbose_name_plural': 'directory roles',
                'ordering': ['area', 'name_en'],
            },
        ),
        migrations.CreateModel(
            name='DelegatedAdminGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('full', 'full rights'), ('granular', 'granular rights')], max_length=10)),
                ('name', models.CharField(blank=True, max_length=50)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('status', models.CharField(choices=[('active', 'active'), ('expired', 'expired'), ('terminated', 'terminated')], default='active', max_length=12)),
                ('starts_at', models.DateTimeField()),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('auto_extends', models.BooleanField(default=False)),
                ('auto_extend_changed_at', models.DateTimeField(blank=True, null=True)),
                ('extended_times', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('last_used_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_side', models.CharField(blank=True, choices=[('customer', 'ended by the customer'), ('partner', 'given up by the partner'), ('operator', 'ended by the operator'), ('system', 'ended with the relationship')], max_length=10)),
                ('end_reason', models.CharField(blank=True, max_length=500)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='directory.customer')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='partners.partner')),
            ],
            options={
                'verbose_name': 'grant of admin rights',
                'verbose_name_plural': 'grants of admin rights',
                'ordering': ['-starts_at', '-id'],
                'indexes': [models.Index(condition=models.Q(('status', 'active')), fields=['ends_at'], name='delegatedadmingrant_ending'), models.Index(fields=['partner', 'customer'], name='delegatedadmingrant_pair'), models.Index(fields=['partner', 'ends_at', 'id'], name='delegatedadmingrant_of_partner')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'full'), ('status', 'active')), fields=('partner', 'customer'), name='delegatedadmingrant_one_full'), models.UniqueConstraint(condition=models.Q(('status', 'active'), models.Q(('name', ''), _negated=True)), fields=('partner', 'name'), name='delegatedadmingrant_name_once'), models.CheckConstraint(condition=models.Q(models.Q(('auto_extends', False), ('days', None), ('ends_at', None), ('extended_times', 0), ('kind', 'full'), ('roles', [])), models.Q(('days__gte', 1), ('days__isnull', False), ('days__lte', 730), ('ends_at__gt', models.F('starts_at')), ('ends_at__isnull', False), ('kind', 'granular'), ('roles__len__gte', 1)), _connector='OR'), name='delegatedadmingrant_end_fits_kind'), models.CheckConstraint(condition=models.Q(('auto_extends', False), models.Q(('roles__contains', ['global_administrator']), _negated=True), _connector='OR'), name='delegatedadmingrant_all_powerful_ends'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('ended_side', ''), ('status', 'active')), models.Q(('ended_at__isnull', False), ('ended_by', None), ('ended_side', ''), ('kind', 'granular'), ('status', 'expired')), models.Q(('ended_at__isnull', False), ('status', 'terminated'), models.Q(('ended_side', ''), _negated=True)), _connector='OR'), name='delegatedadmingrant_ended_when_and_who')],
            },
        ),
        migrations.CreateModel(
            name='ForcedEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('status', models.CharField(choices=[('asked', 'waits for a second operator'), ('approved', 'approved'), ('refused', 'refused')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forced_ends', to='grants.delegatedadmingrant')),
            ],
            options={
                'verbose_name': 'forced end of rights',
                'verbose_name_plural': 'forced ends of rights',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('grant',), name='forcedend_one_at_a_time'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='forcedend_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('status', 'asked')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('status__in', ['approved', 'refused']), models.Q(('decided_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='forcedend_decided_by_another')],
            },
        ),
        migrations.CreateModel(
            name='GrantNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('days_30', '30 days before the end'), ('days_7', '7 days before the end'), ('days_1', '1 day before the end'), ('expired', 'at the end'), ('unused', 'full rights unused for 90 days')], max_length=10)),
                ('regarding', models.DateTimeField()),
                ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='grants.delegatedadmingrant')),
            ],
            options={
                'verbose_name': 'notice about rights',
                'verbose_name_plural': 'notices about rights',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('grant', 'kind', 'regarding'), name='grantnotice_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['days_30', 'days_7', 'days_1', 'expired', 'unused'])), name='grantnotice_known_kind')],
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='group_members', to='partners.partnermembership')),
            ],
            options={
                'verbose_name': 'member of a security group',
                'verbose_name_plural': 'members of security groups',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RoleTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('area', models.CharField(choices=[('support', 'Licences, billing and support'), ('users', 'Users, groups and sign-in'), ('collaboration', 'Mail, files and meetings'), ('devices', 'Devices'), ('apps', 'Applications'), ('business', 'Business applications'), ('security', 'Security and compliance'), ('directory', 'Organisation and directory')], max_length=16, verbose_name='area')),
                ('name_en', models.CharField(max_length=120)),
                ('name_ja', models.CharField(blank=True, max_length=120)),
                ('roles', models.ManyToManyField(related_name='tasks', to='grants.directoryrole')),
            ],
            options={
                'verbose_name': 'task of roles',
                'verbose_name_plural': 'tasks of roles',
                'ordering': ['area', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RoleTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=50, verbose_name='name')),
                ('sort_key', models.CharField(editable=False, max_length=200)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None, verbose_name='roles')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_templates', to='partners.partner')),
            ],
            options={
                'verbose_name': 'role template',
                'verbose_name_plural': 'role templates',
                'ordering': ['sort_key', 'id'],
                'constraints': [models.UniqueConstraint(fields=('partner', 'name'), name='roletemplate_name_once'), models.CheckConstraint(condition=models.Q(('roles__len__gte', 1)), name='roletemplate_has_roles')],
            },
        ),
        migrations.CreateModel(
            name='SecurityGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('sort_key', models.CharField(editable=False, max_length=200)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('members', models.ManyToManyField(related_name='security_groups', through='grants.GroupMember', to='partners.partnermembership')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='security_groups', to='partners.partner')),
            ],
            options={
                'verbose_name': 'security group',
                'verbose_name_plural': 'security groups',
                'ordering': ['sort_key', 'id'],
            },
        ),
        migrations.AddField(
            model_name='groupmember',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='group_members', to='grants.securitygroup'),
        ),
        migrations.CreateModel(
            name='AccessAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ('status', models.CharField(choices=[('pending', 'being activated'), ('active', 'active'), ('removed', 'removed')], default='pending', max_length=10)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('activated_at', models.DateTimeField(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='grants.delegatedadmingrant')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='grants.securitygroup')),
            ],
            options={
                'verbose_name': 'access assignment',
                'verbose_name_plural': 'access assignments',
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('status', 'pending')), fields=['id'], name='accessassignment_pending')],
                'constraints': [models.CheckConstraint(condition=models.Q(('roles__len__gte', 1)), name='accessassignment_has_roles'), models.CheckConstraint(condition=models.Q(models.Q(('activated_at', None), ('removed_at', None), ('removed_by', None), ('status', 'pending')), models.Q(('activated_at__isnull', False), ('removed_at', None), ('removed_by', None), ('status', 'active')), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False), ('status', 'removed')), _connector='OR'), name='accessassignment_times_fit_status')],
            },
        ),
        migrations.AddConstraint(
            model_name='securitygroup',
            constraint=models.UniqueConstraint(condition=models.Q(('deleted_at', None)), fields=('partner', 'name'), name='securitygroup_name_once'),
        ),
        migrations.AddConstraint(
            model_name='groupmember',
            constraint=models.UniqueConstraint(fields=('group', 'membership'), name='groupmember_once'),
        ),
        migrations.AddConstraint(
            model_name='accessassignment',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'removed'), _negated=True), fields=('grant', 'group'), name='accessassignment_one_a_group'),
        ),
        pgtrigger.migrations.AddTrigger(model_name='directoryrole', trigger=pgtrigger.compiler.Trigger(name='code_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='58d919b970620138f8efb3c0c55902a0849790fd', operation='UPDATE', pgid='pgtrigger_code_never_changes_0dea4', table='grants_directoryrole', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='directoryrole', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3d042d4be4b5285808fab2794b6573686f43b788', operation='DELETE', pgid='pgtrigger_never_deleted_f30b8', table='grants_directoryrole', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='delegatedadmingrant', trigger=pgtrigger.compiler.Trigger(name='one_cloud', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (SELECT count(*) FROM (SELECT cloud_id FROM "partners_partner" WHERE id = NEW."partner_id" UNION SELECT cloud_id FROM "directory_customer" WHERE id = NEW."customer_id") AS found) > 1 THEN\n                RAISE EXCEPTION \'grants_delegatedadmingrant would lie in two clouds\' USING ERRCODE = \'check_violation\';\n            END IF;\n            RETURN NEW;\n        ', hash='35b8ce1e467b556dca089cf6bdce82fa20d2a25d', operation='INSERT OR UPDATE OF "partner_id", "customer_id"', pgid='pgtrigger_one_cloud_ec32f', table='grants_delegatedadmingrant', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='delegatedadmingrant', trigger=pgtrigger.compiler.Trigger(name='ended_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'expired\', \'terminated\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='07870c7ce1e50c8807fe7078f767b0d6cb4bbc68', operation='UPDATE', pgid='pgtrigger_ended_never_changes_70c57', table='grants_delegatedadmingrant', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='delegatedadmingrant', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c5918e67386b8d8e4bae3f8ca6f9ce80dd42499c', operation='DELETE', pgid='pgtrigger_never_deleted_d0551', table='grants_delegatedadmingrant', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='delegatedadmingrant', trigger=pgtrigger.compiler.Trigger(name='terms_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."customer_id" IS DISTINCT FROM (NEW."customer_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."days" IS DISTINCT FROM (NEW."days") OR OLD."granted_by_id" IS DISTINCT FROM (NEW."granted_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ce2d1993ad13db09737590ae64b39b1cf92541fa', operation='UPDATE', pgid='pgtrigger_terms_never_change_73dbb', table='grants_delegatedadmingrant', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='delegatedadmingrant', trigger=pgtrigger.compiler.Trigger(name='roles_only_shrink', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT NEW.roles <@ OLD.roles)', func="RAISE EXCEPTION 'A grant never gains a role.';", hash='00324a3a5b7a4db69d4e020dd87c6b6fc018224e', operation='UPDATE OF "roles"', pgid='pgtrigger_roles_only_shrink_63f71', table='grants_delegatedadmingrant', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='delegatedadmingrant', trigger=pgtrigger.compiler.Trigger(name='roles_exist', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."kind" = \'granular\')', func="\n                    IF EXISTS (SELECT FROM unnest(NEW.roles) AS asked WHERE NOT EXISTS\n                        (SELECT FROM grants_directoryrole WHERE code = asked)) THEN\n                        RAISE EXCEPTION 'There is no such role.';\n                    END IF;\n                    RETURN NEW;\n                ", hash='d248814e420d0ece6affced4f87d477d6673b183', operation='INSERT', pgid='pgtrigger_roles_exist_b6a9a', table='grants_delegatedadmingrant', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='forcedend', trigger=pgtrigger.compiler.Trigger(name='decided_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IN (\'approved\', \'refused\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='876228900f2c0e15211024a0f3766d600d1e4f58', operation='UPDATE', pgid='pgtrigger_decided_never_changes_b879d', table='grants_forcedend', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='forcedend', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ba711ec94ccc8320e2a156efe132d772d78063ec', operation='DELETE', pgid='pgtrigger_never_deleted_7e699', table='grants_forcedend', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='forcedend', trigger=pgtrigger.compiler.Trigger(name='question_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='64da8d9a0da86431ac4b2280e8b47b8a493bd0c1', operation='UPDATE', pgid='pgtrigger_question_never_changes_cc8f3', table='grants_forcedend', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='securitygroup', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b87402fc216328696b535809c581a16d6aa4ddaf', operation='DELETE', pgid='pgtrigger_never_deleted_9b5ba', table='grants_securitygroup', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='securitygroup', trigger=pgtrigger.compiler.Trigger(name='deleted_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."deleted_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='56c80e6086fef36603695cc2468382ec912302af', operation='UPDATE', pgid='pgtrigger_deleted_never_changes_088cd', table='grants_securitygroup', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='securitygroup', trigger=pgtrigger.compiler.Trigger(name='partner_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."partner_id" IS DISTINCT FROM (NEW."partner_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='52280707f9d1cd6ef60eaca4191ad7776e5f1a2f', operation='UPDATE', pgid='pgtrigger_partner_never_changes_f337c', table='grants_securitygroup', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='groupmember', trigger=pgtrigger.compiler.Trigger(name='same_partner', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT partner_id FROM grants_securitygroup WHERE id = NEW.group_id) IS DISTINCT FROM\n                        (SELECT partner_id FROM partners_partnermembership WHERE id = NEW.membership_id) THEN\n                        RAISE EXCEPTION 'A group holds staff of its own partner only.';\n                    END IF;\n                    RETURN NEW;\n                ", hash='38970a2732b1046452909cb4a70eaab1127a2d41', operation='INSERT OR UPDATE', pgid='pgtrigger_same_partner_6313b', table='grants_groupmember', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='accessassignment', trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f043cbe863a9f2e4a74eb9c8658a834479baa14a', operation='DELETE', pgid='pgtrigger_never_deleted_952a7', table='grants_accessassignment', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='accessassignment', trigger=pgtrigger.compiler.Trigger(name='removed_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'removed\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9dbe26882443f212cc059eb23be1d641a5f2932e', operation='UPDATE', pgid='pgtrigger_removed_never_changes_46685', table='grants_accessassignment', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='accessassignment', trigger=pgtrigger.compiler.Trigger(name='never_pending_again', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."status" = \'pending\' AND OLD."status" = \'active\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='94987146ecbbaaa49cdc3f9e8ad0eb01069f5ab8', operation='UPDATE', pgid='pgtrigger_never_pending_again_fa691', table='grants_accessassignment', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='accessassignment', trigger=pgtrigger.compiler.Trigger(name='sides_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a74d7a72c464318176af85f848fa15f2cdedc102', operation='UPDATE', pgid='pgtrigger_sides_never_change_979a6', table='grants_accessassignment', when='BEFORE'))),
        pgtrigger.migrations.AddTrigger(model_name='accessassignment', trigger=pgtrigger.compiler.Trigger(name='roles_of_the_grant', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (SELECT FROM grants_delegatedadmingrant AS held JOIN grants_securitygroup AS given\n                        ON given.partner_id = held.partner_id\n                        WHERE held.id = NEW.grant_id AND given.id = NEW.group_id AND NEW.roles <@ held.roles) THEN\n                        RAISE EXCEPTION 'A group of the same partner holds roles of the grant only.';\n                    END IF;\n                    RETURN NEW;\n                ", hash='0a01b205b357d86b7e54ccb9dc06c4ce6d09fe9b', operation='INSERT OR UPDATE OF "roles"', pgid='pgtrigger_roles_of_the_grant_4de93', table='grants_accessassignment', when='BEFORE'))),
    ]

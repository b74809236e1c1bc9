"""Under `/partner/grants/`, on the main host."""

from django.urls import path

from customers.grants.views import assignments, grant, groups, lists, templates

ONE = "<uuid:public_id>/"
ASSIGNED = f"{ONE}groups/<uuid:assignment_id>/"

urlpatterns = [
    path("", lists.grants, name="grants"),
    path("export.csv", lists.export_grants, name="export_grants"),
    path("expiring/", lists.expiring_grants, name="expiring_grants"),
    path("expiring/export.csv", lists.export_expiring, name="export_expiring"),
    path("auto-extend/", lists.switch_off_auto_extend, name="switch_off_auto_extend"),
    path("groups/", groups.security_groups, name="security_groups"),
    path("groups/new/", groups.create_group, name="create_group"),
    path("groups/<uuid:public_id>/", groups.change_group, name="change_group"),
    path("groups/<uuid:public_id>/delete/", groups.delete_group, name="delete_group"),
    path("templates/", templates.role_templates, name="role_templates"),
    path("templates/new/", templates.create_template, name="create_template"),
    path("templates/<uuid:public_id>/", templates.change_template, name="change_template"),
    path("templates/<uuid:public_id>/delete/", templates.delete_template, name="delete_template"),
    path(ONE, grant.grant, name="grant"),
    path(f"{ONE}roles/", grant.leave_out_roles, name="leave_out_roles"),
    path(f"{ONE}groups/assign/", assignments.assign_group, name="assign_group"),
    path(ASSIGNED, assignments.change_assignment, name="change_assignment"),
    path(f"{ASSIGNED}remove/", assignments.remove_assignment, name="remove_assignment"),
]

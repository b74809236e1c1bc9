"""Under `/partner/`, on the main host."""

from django.urls import path

from customers.services.views import (
    attachments,
    contacts,
    importing,
    licences,
    requests,
    services,
    subscriptions,
    users,
)

RECORD = "customers/<uuid:public_id>/"
SOLD = f"{RECORD}subscriptions/<uuid:subscription_id>/"
PERSON = f"{RECORD}users/<uuid:user_id>/"
FILE = f"{RECORD}users/files/<uuid:file_id>/"
LICENSED = f"{RECORD}licences/<uuid:subscription_id>/"
RAISED = "service-requests/<uuid:public_id>/"

urlpatterns = [
    path(f"{RECORD}subscriptions/", subscriptions.customer_subscriptions, name="customer_subscriptions"),
    path(f"{RECORD}subscriptions/order/", subscriptions.order_subscription, name="order_subscription"),
    path(f"{SOLD}seats/", subscriptions.change_seats, name="change_seats"),
    path(f"{SOLD}suspend/", subscriptions.suspend_subscription, name="suspend_subscription"),
    path(f"{SOLD}resume/", subscriptions.resume_subscription, name="resume_subscription"),
    path(f"{SOLD}cancel/", subscriptions.cancel_subscription, name="cancel_subscription"),
    path(f"{SOLD}keep/", subscriptions.keep_subscription, name="keep_subscription"),
    path(f"{SOLD}support-contact/", contacts.designate_support_contact, name="designate_support_contact"),
    path(f"{RECORD}services/<uuid:service_id>/", services.administer_service, name="administer_service"),
    path(f"{RECORD}users/", users.customer_users, name="customer_users"),
    path(f"{RECORD}users/invite/", users.invite_user, name="invite_user"),
    path(f"{RECORD}users/import/", importing.import_users, name="import_users"),
    path(f"{RECORD}users/import/template.<str:kind>", importing.import_template, name="import_template"),
    path(FILE, importing.user_import, name="user_import"),
    path(f"{FILE}confirm/", importing.confirm_import, name="confirm_import"),
    path(f"{FILE}discard/", importing.discard_import, name="discard_import"),
    path(f"{FILE}result.<str:kind>", importing.import_result, name="import_result"),
    path(PERSON, users.directory_user, name="directory_user"),
    path(f"{PERSON}block/", users.block_user, name="block_user"),
    path(f"{PERSON}unblock/", users.unblock_user, name="unblock_user"),
    path(f"{PERSON}reset-password/", users.reset_user_password, name="reset_user_password"),
    path(f"{PERSON}licences/<uuid:subscription_id>/assign/", licences.assign_licence, name="assign_licence"),
    path(f"{PERSON}licences/<uuid:subscription_id>/take/", licences.take_licence, name="take_licence"),
    path(LICENSED, licences.subscription_licences, name="subscription_licences"),
    path(f"{LICENSED}assign/", licences.assign_licences, name="assign_licences"),
    path(f"{LICENSED}take/", licences.take_licences, name="take_licences"),
    path(f"{RECORD}service-requests/", requests.customer_service_requests, name="customer_service_requests"),
    path(f"{RECORD}service-requests/new/", requests.raise_service_request, name="raise_service_request"),
    path("service-requests/", requests.service_requests, name="service_requests"),
    path(RAISED, requests.service_request, name="service_request"),
    path(f"{RAISED}forward/", requests.forward_service_request, name="forward_service_request"),
    path(f"{RAISED}close/", requests.close_service_request, name="close_service_request"),
    path(f"{RAISED}reopen/", requests.reopen_service_request, name="reopen_service_request"),
    path(f"{RAISED}files/<uuid:file_id>/", attachments.attachment, name="attachment"),
    path("service-health/", services.service_health, name="service_health"),
]

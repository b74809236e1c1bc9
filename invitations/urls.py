"""Under `/partner/requests/`, on the main host."""

from django.urls import path

from invitations.views import attesting, batch_previews, batches, controlling, handing, requesting

urlpatterns = [
    path("", requesting.requests, name="requests"),
    path("new/", requesting.request_relationship, name="request_relationship"),
    path("bulk/", batches.request_batches, name="request_batches"),
    path("bulk/new/", batches.new_batch, name="new_batch"),
    path("bulk/template/", batches.batch_template, name="batch_template"),
    path("bulk/<uuid:public_id>/", batches.batch, name="batch"),
    path("bulk/<uuid:public_id>/columns/", batches.batch_columns, name="batch_columns"),
    path("bulk/<uuid:public_id>/terms/", batches.batch_terms, name="batch_terms"),
    path("bulk/<uuid:public_id>/email/", batch_previews.preview_batch, name="preview_batch"),
    path("bulk/<uuid:public_id>/email/html/", batch_previews.preview_batch_html, name="preview_batch_html"),
    path("bulk/<uuid:public_id>/confirm/", batches.confirm_batch, name="confirm_batch"),
    path("bulk/<uuid:public_id>/stop/", batches.stop_batch, name="stop_batch"),
    path("bulk/<uuid:public_id>/discard/", batches.discard_batch, name="discard_batch"),
    path("bulk/<uuid:public_id>/result.<str:kind>", batches.batch_result, name="batch_result"),
    path("<uuid:public_id>/", controlling.request_detail, name="request"),
    path("<uuid:public_id>/email/", handing.review, name="review"),
    path("<uuid:public_id>/email/preview/", handing.preview_request, name="preview_request"),
    path("<uuid:public_id>/email/preview/html/", handing.preview_request_html, name="preview_request_html"),
    path("<uuid:public_id>/link/", controlling.show_link, name="show_link"),
    path("<uuid:public_id>/resend/", controlling.resend, name="resend"),
    path("<uuid:public_id>/renew/", controlling.renew, name="renew"),
    path("<uuid:public_id>/reminders/", controlling.switch_reminders, name="switch_reminders"),
    path("<uuid:public_id>/new-link/", controlling.new_link, name="new_link"),
    path("<uuid:public_id>/recipient/", controlling.correct_recipient, name="correct_recipient"),
    path("<uuid:public_id>/cancel/", controlling.cancel, name="cancel"),
    path("<uuid:public_id>/agreement/", attesting.request_agreement, name="request_agreement"),
    path("<uuid:public_id>/release/", controlling.release, name="release"),
]

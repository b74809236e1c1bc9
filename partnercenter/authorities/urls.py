"""Sign-in with a directory: the same routes on every host, each of which knows its own clouds' authorities alone."""

from django.urls import path

from partnercenter.authorities.views import own, signing

urlpatterns = [
    path("", own.directory_accounts_page, name="directory_accounts"),
    path("<slug:cloud_code>/", signing.sign_in, name="directory_sign_in"),
    path("<slug:cloud_code>/callback/", signing.callback, name="directory_callback"),
]

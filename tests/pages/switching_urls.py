"""Addresses that a shell links to once they exist."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def switch_membership(request: HttpRequest) -> HttpResponse:
    """Stands for the real one, which lives on a floor above."""
    return HttpResponse()


urlpatterns = [path("switch/", switch_membership, name="switch_membership")]

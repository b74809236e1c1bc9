"""Registration and joining, on acceptance hosts."""

from django.urls import path

from customers.directory import views

urlpatterns = [
    path("register/", views.register_organisation, name="register_organisation"),
    path("join/", views.ask_to_join, name="ask_to_join"),
    path("join/asked/", views.join_asked, name="join_asked"),
    path("join/<uuid:public_id>/", views.join_request, name="join_request"),
]

"""The app that every page is made of: shells, tags, forms, paging, error pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Owns templates/base, templates/parts and the `portal` tag library; it has no models."""

    name = "partnercenter.pages"
    label = "pages"

    def ready(self) -> None:
        from partnercenter.pages.field_names import name_fields
        from partnercenter.pages.tracing import follow

        name_fields()
        follow()

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WallConfig(AppConfig):
    name = "partnercenter.wall"
    label = "wall"

    def ready(self) -> None:
        from partnercenter.wall.building import build_wall

        post_migrate.connect(build_wall, dispatch_uid="build_wall")

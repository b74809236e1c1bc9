"""The demo's operators: one for all clouds, one for China alone, one with a second factor."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from partnercenter.demo.stage import Stage, add_person

SECOND_FACTOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # printed with the sign-ins; only the demo has it
OF_CHINA, WITH_SECOND_FACTOR = "operator-china@operator.example", "operator-2fa@operator.example"


def add_operators(stage: Stage) -> None:
    """Operators beside the first one, which the stage has."""
    rights: dict[str, Any] = {"is_staff": True, "is_superuser": True}
    add_person(OF_CHINA, "Chen Operator", password=stage.password, operated_clouds=["china"], **rights)
    guarded = add_person(WITH_SECOND_FACTOR, "Tove Operator", password=stage.password, **rights)
    if not Authenticator.objects.filter(user=guarded, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(guarded, SECOND_FACTOR)

"""The demo's operators: admins of all clouds (two, for four eyes), of China, with a second factor; support, auditor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from partnercenter.accounts.models import User
from partnercenter.audit.operators import OperatorRole
from partnercenter.demo.stage import Stage, add_person

SECOND_FACTOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # printed with the sign-ins; only the demo has it
WITH_SECOND_FACTOR = "operator-2fa@operator.example"
OTHERS: tuple[tuple[str, str, OperatorRole, list[str]], ...] = (
    ("operator-second@operator.example", "Sven Lindholm", OperatorRole.ADMIN, []),
    ("operator-china@operator.example", "陈静", OperatorRole.ADMIN, ["china"]),
    ("support@operator.example", "小野寺 空", OperatorRole.SUPPORT, []),
    ("auditor@operator.example", "青山 葵", OperatorRole.AUDITOR, []),
    (WITH_SECOND_FACTOR, "Tove Lund", OperatorRole.ADMIN, []),
)


def add_operators(stage: Stage) -> None:
    """Operators beside the first one, which the stage has."""
    for address, name, role, clouds in OTHERS:
        add_person(address, name, password=stage.password, operator_role=role, operated_clouds=clouds)
    guarded = User.objects.get(email=WITH_SECOND_FACTOR)
    if not Authenticator.objects.filter(user=guarded, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(guarded, SECOND_FACTOR)

"""Confirming by a mailed code that it is still you, for somebody with neither password nor second factor."""

from typing import Any, cast

from allauth.account.views import BaseReauthenticateView
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from partnercenter.accounts.confirming import note_confirmed, send_code
from partnercenter.accounts.factor_forms import ConfirmByCodeForm
from partnercenter.accounts.models import User
from partnercenter.accounts.views.frame import account_page


class ConfirmByCodeView(BaseReauthenticateView):
    """A button has the code sent; the form takes it. Opening the page sends nothing."""

    form_class = ConfirmByCodeForm
    template_name = "account/reauthenticate_by_code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.POST.get("action") != "send":
            return super().post(request, *args, **kwargs)
        send_code(request, cast(User, request.user))
        context = {"form": self.form_class(user=cast(User, request.user)), "is_sent": True}
        return self.render_to_response(self.get_context_data(**context))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        note_confirmed(self.request, cast(User, self.request.user))
        return super().form_valid(form)


confirm_by_code = account_page(ConfirmByCodeView.as_view())

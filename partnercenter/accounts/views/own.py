"""The account page and the set-password link."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN as IN_SESSION
from django.contrib.auth.views import PasswordResetConfirmView
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from partnercenter.accounts import actions
from partnercenter.accounts.codes import open_code, seal_code
from partnercenter.accounts.forms import LinkedPasswordForm, ProfileForm
from partnercenter.accounts.models import User
from partnercenter.accounts.views.frame import account_page
from partnercenter.pages.forms import render_form_page


def profile(request: HttpRequest) -> HttpResponse:
    """The person's own page: name, language, time zone, and the ways to address, password and second factor."""
    user = cast(User, request.user)
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        actions.change_profile(user=user, **form.cleaned_data, by=user)
        messages.success(request, _("Your details are saved."))
        return redirect("account")
    return render_form_page(request, "account/profile.html", {"person": user}, form)


@method_decorator([login_not_required, never_cache, sensitive_post_parameters("new_password1")], name="dispatch")
class SetPasswordFromLink(PasswordResetConfirmView):
    """The mailed set-password link. Its token leaves the URL at once (Django keeps it in the anonymous session)."""

    template_name = "account/set_password_link.html"
    form_class = LinkedPasswordForm
    reset_url_token = "choose"  # noqa: S105  (the word in the address, not a secret)
    success_url = reverse_lazy("account_login")

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Django keeps the token as it is; between two pages it lies in the session's row under a seal (D31).
        session = self.request.session
        if IN_SESSION in session:
            session[IN_SESSION] = open_code(session[IN_SESSION])
        response = super().dispatch(*args, **kwargs)
        if IN_SESSION in session:
            session[IN_SESSION] = seal_code(session[IN_SESSION])
        return response

    def form_valid(self, form: BaseForm) -> HttpResponseRedirect:
        user = cast(User, self.user)
        actions.choose_password(user=user, password=form.cleaned_data["new_password1"], by=user)
        self.request.session.pop(IN_SESSION, None)
        messages.success(self.request, _("Your password is set. Sign in with it."))
        return HttpResponseRedirect(reverse("account_login"))


set_password_link = account_page(SetPasswordFromLink.as_view())

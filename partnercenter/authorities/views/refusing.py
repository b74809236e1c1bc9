"""The page of a refused sign-in: what happened, why, and what to do now. Nothing about anybody else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnercenter.authorities.models import Authority
from partnercenter.authorities.wording import WORDS


def refuse(request: HttpRequest, code: str, *, authority: Authority) -> HttpResponse:
    """The page for a reason out of `wording.WORDS`; an unknown one is one not to be believed."""
    words = WORDS.get(code, WORDS["not_believed"])
    said = {"name": authority.name}
    context = {"title": words.title, "why": words.why % said, "next_step": words.next_step % said}
    return render(request, "authorities/refused.html", context, status=words.status)

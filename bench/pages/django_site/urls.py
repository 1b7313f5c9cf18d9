"""The two addresses."""

from django.urls import path

from bench.pages.contestant import ADDRESSES
from bench.pages.django_site import views

urlpatterns = [
    path(ADDRESSES["results"][1:], views.results),
    path(ADDRESSES["dossier"][1:], views.dossier),
]

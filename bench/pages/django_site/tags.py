"""Words and icons for the templates: the same texts, through Django's own kind of tags."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import words
from portal.frame.links import link
from portal.shown.phrases import role as role_of
from portal.texts import text
from portal.words import Word

register = template.Library()


@register.simple_tag(takes_context=True)
def t(context: Any, key: str, **values: object) -> str:
    """Give a text in the language of the page."""
    return text(context["language"], key, **values)


@register.simple_tag
def url(name: str, /, **values: object) -> str:
    """Give an address."""
    return link(name, **values)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Draw an icon."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" icon--{size}" if size else "",
        link("static", file="icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def told(context: Any, publication: Any) -> str:
    """Say how many values lie outside."""
    language = context["language"]
    return ", ".join(
        text(language, "patient.results.all_normal")
        if word is Word.NORMAL
        else text(language, f"patient.results.count_{word}", count=count)
        for word, count in publication.told
    )


@register.simple_tag(takes_context=True)
def names(context: Any, publication: Any) -> str:
    """Name its determinations where they are few."""
    return str(publication.names(context["language"]))


@register.simple_tag(takes_context=True)
def period(context: Any, episode: Any) -> str:
    """Say from when until when."""
    from portal.shown.journal import period as written  # noqa: PLC0415 - the same name

    return written(episode, context["language"])


@register.filter
def day(on: Any, language: str) -> str:
    """Write a date."""
    return words.day(on, language)


@register.filter
def day_of(at: Any, language: str) -> str:
    """Write the date of a moment."""
    return words.day(words.local_day(at), language)


@register.filter
def month(on: Any, language: str) -> str:
    """Write a month."""
    return words.month(on, language)


@register.filter
def moment(at: Any, language: str) -> str:
    """Write a moment."""
    return words.moment(at, language)


@register.filter
def since_day(born: str, language: str) -> str:
    """Write a birth date."""
    return words.since(born, language)


@register.filter
def role(function: str, language: str) -> str:
    """Name a function."""
    return role_of(function, language)

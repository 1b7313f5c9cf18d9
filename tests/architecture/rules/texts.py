"""Every text that is asked for is there, in both languages, and nothing is there unasked."""

import ast
import re
import string
from collections.abc import Iterable, Mapping

from jinja2 import Environment, nodes

from architecture.rules.names import Sources, place

Texts = Mapping[str, str]
QUOTED = re.compile(r"""["']([a-z_0-9]+\.[^"'\s]*)["']""")
KEY = re.compile(r"[a-z_0-9]+(\.([a-z_0-9]|\.\+)+)+")
# A shorter name may be a column or a route as well; `text()` and `t()` are looked at whatever.
LEAST_DOTS = 2
ASKING = {"text"}
REASONS = "reasons"
ANY = ".+"


def differing_keys(dutch: Texts, english: Texts) -> list[str]:
    """Find texts of one language alone, or empty in one alone."""
    return sorted(set(dutch) ^ set(english)) + [
        key for key in sorted(set(dutch) & set(english)) if bool(dutch[key]) != bool(english[key])
    ]


def differing_places(dutch: Texts, english: Texts) -> list[str]:
    """Find texts that fill in other things in one language than in the other."""
    both = sorted(set(dutch) & set(english))
    return [key for key in both if _places(dutch[key]) != _places(english[key])]


def unused(known: Iterable[str], written: Iterable[str]) -> list[str]:
    """Find keys that no source mentions, in full or put together of parts."""
    keys, made = _mentioned(written)
    return [
        key
        for key in known
        if key not in keys and not any(pattern.fullmatch(key) for pattern in made)
    ]


def missing_in_modules(known: set[str], sources: Sources) -> list[str]:
    """Find texts that the code asks for and nobody wrote."""
    files = {key.partition(".")[0] for key in known}
    return [
        f"{place(name, node)} {key}"
        for name, module in sources.items()
        for node, key, is_asked in _keys_in(module)
        if is_asked or (key.count(".") >= LEAST_DOTS and key.partition(".")[0] in files)
        if not _is_known(key, known)
    ]


def missing_in_templates(known: set[str], templates: Mapping[str, str]) -> list[str]:
    """Find texts that a template asks for and nobody wrote."""
    return [
        f"{name}:{call.lineno} {key}"
        for name, text in templates.items()
        for call in Environment(autoescape=True).parse(text).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "t" and call.args
        for key in [_pattern_of(call.args[0])]
        if not any(re.fullmatch(key, one) for one in known)
    ]


def unsaid_reasons(known: Iterable[str], reasons: Iterable[str]) -> list[str]:
    """Find reasons of a refusal that are not said in words."""
    said = [set(key.split(".")) for key in known if key.startswith(f"{REASONS}.")]
    return [reason for reason in reasons if not any(reason in parts for parts in said)]


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _mentioned(written: Iterable[str]) -> tuple[set[str], list[re.Pattern[str]]]:
    # A key in full, or put together: f"reasons.{reason}.title" and "parts.badge." ~ kind.
    keys, made = set(), []
    for source in written:
        for key in QUOTED.findall(source):
            if "{" in key or key.endswith((".", "_")):
                parts = re.split(r"\{[^}]*\}", key)
                end = ANY if key.endswith((".", "_")) else ""
                made.append(re.compile(ANY.join(map(re.escape, parts)) + end))
            else:
                keys.add(key)
    return keys, made


def _keys_in(module: ast.Module) -> list[tuple[ast.AST, str, bool]]:
    asked = {
        id(call.args[1])
        for call in ast.walk(module)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ASKING
        and len(call.args) > 1
    }
    parts = {
        id(value)
        for node in ast.walk(module)
        if isinstance(node, ast.JoinedStr)
        for value in node.values
    }
    return [
        (node, key, id(node) in asked)
        for node in ast.walk(module)
        if id(node) not in parts
        for key in [_key_of(node)]
        if KEY.fullmatch(key)
    ]


def _key_of(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(key)):
            return key
        case ast.JoinedStr(values=values):
            return "".join(
                str(value.value) if isinstance(value, ast.Constant) else ANY for value in values
            )
    return ""


def _is_known(key: str, known: set[str]) -> bool:
    pattern = re.compile(ANY.join(map(re.escape, key.split(ANY))))
    # The beginning of keys, which somebody puts the rest behind.
    return any(pattern.fullmatch(one) or one.startswith(f"{key}.") for one in known)


def _pattern_of(node: nodes.Node) -> str:
    match node:
        case nodes.Const(value=str(key)):
            return re.escape(key)
        case nodes.Concat(nodes=parts):
            return "".join(map(_pattern_of, parts))
    return ANY

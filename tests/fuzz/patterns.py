"""Every pattern of the tree, and for each of them texts that make it try the most ways."""

import ast
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from re import _constants as op  # isort: skip
from re import _parser as parser  # isort: skip

PACKAGES = ("auditor", "spiders", "checks", "reports")
LETTERS = "a1 -_.,A\n/'\"<>&=:;加£\u00a0(){}[]!+%é"
UNENDING = 16  # a repeat of at most so many ends by itself
METHODS = frozenset({"search", "finditer", "findall", "sub", "split", "match", "fullmatch"})
ANCHORED = frozenset({"match", "fullmatch"})
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}


class Use(NamedTuple):
    """A pattern, a module that holds it, and the methods by which it is asked; all of them where nobody can tell."""

    pattern: re.Pattern[str]
    place: str
    methods: frozenset[str]


def uses() -> list[Use]:
    """The compiled patterns of text that our modules hold anywhere, and those written where they are used."""
    every = [module for package in map(import_module, PACKAGES) for module in (
        package, *(import_module(each.name) for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")))]
    asked: dict[re.Pattern[str], set[str]] = {}
    for module in every:
        source = source_of(module)
        for name, pattern in vars(module).items():
            if isinstance(pattern, re.Pattern):
                asked.setdefault(pattern, set()).update(re.findall(rf"\b{name}\.({'|'.join(METHODS)})\b", source))
    found: dict[re.Pattern[str], Use] = {}
    for module in every:
        for pattern in held(vars(module), set()):
            found.setdefault(pattern, Use(pattern, module.__name__, frozenset(asked.get(pattern) or METHODS)))
    known = {use.pattern.pattern for use in found.values()}
    written = [use for module in every for use in inline(module) if use.pattern.pattern not in known]
    return [use for use in (*found.values(), *written) if isinstance(use.pattern.pattern, str)]


def source_of(module: ModuleType) -> str:
    return Path(module.__file__).read_text(encoding="utf-8")


def held(thing: Any, seen: set[int]) -> Iterator[re.Pattern[str]]:
    """The patterns in a value: itself, its bound methods, and whatever containers and records hold."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, re.Pattern):
        yield thing
    elif isinstance(getattr(thing, "__self__", None), re.Pattern):
        yield thing.__self__
    elif isinstance(thing, dict):
        for each in list(thing.values()):
            yield from held(each, seen)
    elif isinstance(thing, (tuple, list, set, frozenset)):
        for each in thing:
            yield from held(each, seen)
    elif isinstance(thing, FunctionType) and thing.__module__.partition(".")[0] in PACKAGES:
        yield from held([cell.cell_contents for cell in thing.__closure__ or () if cell != type(cell)()], seen)
        yield from held(list(thing.__defaults__ or ()), seen)
    elif isinstance(thing, type) or hasattr(thing, "__struct_fields__"):
        names = getattr(thing, "__struct_fields__", ()) or list(vars(thing)) if not isinstance(thing, type) else list(vars(thing))
        yield from held([getattr(thing, name, None) for name in names], seen)


def inline(module: ModuleType) -> Iterator[Use]:
    """The patterns that a module writes into its calls of `re`."""
    for node in ast.walk(ast.parse(source_of(module))):
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re" and node.args and isinstance(node.args[0], ast.Constant)):
            method = {node.func.attr} & METHODS or METHODS
            yield Use(re.compile(node.args[0].value), module.__name__, frozenset(method))


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """For each repeat in a pattern: what leads to it and then what is repeated, without the end it waits for; once and again."""
    for prefix, unit in set(repeats(parser.parse(pattern.pattern, pattern.flags), "")):
        yield prefix + unit * (length // len(unit)) + "\x00"
        for times in (1, 20):
            lap = prefix + unit * times
            yield lap * (length // len(lap)) + "\x00"


def repeats(parsed: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in parsed:
        if name in REPEATS:
            least, most, inner = value
            yield from repeats(inner, prefix)
            if most > UNENDING:
                yield from ((prefix, unit) for unit in samples(inner) if unit)
            prefix += next(iter(samples(inner)), "") * min(max(least, 1), UNENDING)
            continue
        for inner in inner_of(name, value):
            yield from repeats(inner, prefix)
        prefix += next(iter(samples([(name, value)])), "")


def inner_of(name: Any, value: Any) -> list[Any]:
    if name is op.SUBPATTERN:
        return [value[3]]
    if name is op.BRANCH:
        return value[1]
    if name in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return [value] if name is op.ATOMIC_GROUP else []


def samples(parsed: Any) -> list[str]:
    """Some texts that match a part of a pattern, at most three."""
    made = [""]
    for name, value in parsed:
        made = [before + after for before in made for after in sample(name, value)][:3]
    return made


def sample(name: Any, value: Any) -> list[str]:
    if name is op.LITERAL:
        return [chr(value)]
    if name is op.NOT_LITERAL:
        return [letter for letter in LETTERS if letter != chr(value)][:3]
    if name is op.ANY:
        return ["a", " "]
    if name is op.IN:
        return members(value)
    if name in REPEATS:
        return [each * min(max(value[0], 1), UNENDING) for each in samples(value[2])]
    if name is op.BRANCH:
        return [each for branch in value[1] for each in samples(branch)[:1]][:3]
    return samples(inner_of(name, value)[0]) if name in (op.SUBPATTERN, op.ATOMIC_GROUP) else [""]


def members(value: Any) -> list[str]:
    """Up to three letters of a set."""
    denied = bool(value) and value[0][0] is op.NEGATE
    own = [chr(each if name is op.LITERAL else each[0]) for name, each in value if name in (op.LITERAL, op.RANGE)]
    return [letter for letter in (*LETTERS, *own) if any(is_member(letter, *each) for each in value) != denied][:3]


def is_member(letter: str, name: Any, value: Any) -> bool:
    if name is op.LITERAL:
        return letter == chr(value)
    if name is op.RANGE:
        return value[0] <= ord(letter) <= value[1]
    return name is op.CATEGORY and re.fullmatch(CATEGORIES[value], letter) is not None

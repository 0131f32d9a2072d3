"""Templates and sentences, and how their gaps are filled."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from return_to_running.calculator.rules import Stage
from return_to_running.calculator.why import Words
from return_to_running.calculator.words import plain

OPEN_FIELD = re.compile(r"@@(clinic\.[a-z-]+)@@")


def environment(words: Words) -> Environment:
    """The templates of the calculator, with the filters that they use; a gap left open raises."""
    environment = Environment(
        loader=PackageLoader("return_to_running.calculator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "sort_keys": False}
    environment.filters["minutes"] = _minutes
    environment.filters["fill"] = _fill_markup
    environment.filters["bold"] = _bold
    environment.filters["plain"] = plain
    environment.filters["opening"] = _opening
    environment.filters["closing"] = _closing
    environment.filters["set_words"] = lambda stage: set_words(stage, words)
    return environment


def fill(sentence: str, **values: object) -> str:
    """A sentence of the catalogue with its gaps filled; 2.0 minutes are written as 2."""
    return sentence.format(
        **{k: _minutes(v) if isinstance(v, float) else v for k, v in values.items()}
    )


def _fill_markup(sentence: str, **values: object) -> Markup:
    """The same for a template: a value may be markup of its own, such as a slot."""
    return Markup(fill(escape(sentence), **values))


def _bold(sign: str) -> Markup:
    """A danger sign with its main words bold."""
    parts = enumerate(sign.split("*"))
    return Markup("").join(Markup("<b>{}</b>").format(p) if n % 2 else p for n, p in parts)


def _minutes(value: float) -> str:
    return f"{value:g}"


def set_words(stage: Stage, words: Words) -> str:
    """One stage in words: run 1 min and walk 4 min, 6 times."""
    sentence = words["plan"]["run_walk" if stage.walk_min else "run_only"]
    return fill(sentence, run=stage.run_min, walk=stage.walk_min, times=stage.times)


def _opening(value: str) -> Markup:
    """The comment before something that needs a field left open for a clinic."""
    found = OPEN_FIELD.search(value)
    return Markup("<!--if {}-->").format(found[1]) if found else Markup("")


def _closing(value: str) -> Markup:
    return Markup("<!--/if-->") if OPEN_FIELD.search(value) else Markup("")

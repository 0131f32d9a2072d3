"""The tables of a part of a sheet, turned into what takes less room on paper."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, SubElement

from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.handout_list import FILE, Part

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def tables_of(name: str, part: Part, taken: list[Element]) -> list[Element]:
    """Return the tables of a part; a `HandbookError` names a part that has none."""
    tables = [each for element in taken for each in element.iter("table")]
    if not tables:
        raise HandbookError(f"{FILE}: {name}: {part.page} has no table under {part.take}")
    return tables


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table below its head."""
    return [row for body in table.iter("tbody") for row in body.iter("tr")]


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _ladder(name: str, part: Part, taken: list[Element]) -> list[Element]:
    """Every track in the table of the longest: a set that others share has their names as well.

    The names are in bold, no row's headers: with one cell beside each, the table would have more
    headers than cells, and read aloud it would be taken apart.
    """
    *others, longest = sorted(tables_of(name, part, taken), key=lambda table: len(rows_of(table)))
    names = {_words(row[1]): [_words(row[0])] for row in rows_of(longest)}
    for row in (row for table in reversed(others) for row in rows_of(table)):
        if _words(row[1]) not in names:
            raise HandbookError(f"{FILE}: {name}: stage {_words(row[0])} is on no longer track")
        names[_words(row[1])].insert(0, _words(row[0]))
    for row in rows_of(longest):
        row[0].tag, row[0].text, row[0].attrib, row[0][:] = "td", "", {}, []
        SubElement(row[0], "b").text = ", ".join(names[_words(row[1])])
    longest.set("class", f"{longest.get('class', '')} ladder".strip())
    return [*_before_tables(taken), longest]


def _before_tables(taken: list[Element]) -> list[Element]:
    """Give a part's heading and what leads to its first table, without the table's own name."""
    first = next(at for at, each in enumerate(taken) if next(each.iter("table"), None) is not None)
    return [each for each in taken[:first] if each is taken[0] or each.tag not in HEADINGS]


def _list(name: str, part: Part, taken: list[Element]) -> list[Element]:
    """Turn a table into a list: what a row is about, then what to do, in bold."""
    rows = rows_of(tables_of(name, part, taken)[0])
    lines = Element("ul")
    for first, second, *_ in rows:
        line = SubElement(lines, "li")
        line.text = f"{_words(first)}: "
        SubElement(line, "b").text = _words(second)
    return [*_before_tables(taken), lines]


def _line(name: str, part: Part, taken: list[Element]) -> list[Element]:
    """Say what leads to a table, and its rows, in one paragraph beside the heading."""
    rows = rows_of(tables_of(name, part, taken)[0])
    heading, *lead = _before_tables(taken)
    heading.set("class", "run-in")
    line = Element("p")
    line.text = " ".join(
        [*map(_words, lead), *(f"{_words(first)}: {_words(second)}." for first, second, *_ in rows)]
    )
    return [heading, line]


TURNED: Mapping[str, Callable[[str, Part, list[Element]], list[Element]]] = {
    "ladder": _ladder,
    "list": _list,
    "line": _line,
}
"""What becomes of the tables of a part, by its ``show``."""

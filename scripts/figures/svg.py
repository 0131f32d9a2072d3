"""SVG elements as text, and the document they stand in.

Colours of the light scheme are attributes; classes are there for the site's style sheet, which
changes what must change in the dark. No style element, no script, no reference to the outside.
"""

from collections.abc import Sequence
from html import escape
from typing import TypeAlias

import numpy as np

from curves import number

INK, INK_2, WASH, LINE, EDGE, PAPER = "#14201f", "#465451", "#f2f5f4", "#d5dddb", "#687773", "#fff"
ARROW = "#a33008"
PROP, PROP_LIT, PROP_SHADED, PROP_DARK = "#c3d0d7", "#d9e2e7", "#a9bac3", "#475863"
BAND = "#c22e6d"
OUTLINE = "#33251f"
NAMESPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
XLINK = "http://www.w3.org/1999/xlink"
"""Material's instant navigation rewrites every plain `href` of a page and stumbles over a `use`."""
Point: TypeAlias = Sequence[float] | np.ndarray


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """One element; `class_` is class, underscores become hyphens, None is left out."""
    words = [name]
    for key, value in attributes.items():
        if value is None:
            continue
        text = number(value) if isinstance(value, float) else str(value)
        if key == "viewBox":
            words.append(f'{key}="{escape(text)}"')
        else:
            words.append(f'{key.rstrip("_").replace("_", "-")}="{escape(text)}"')
    start = "<" + " ".join(words)
    return f"{start}>{content}</{name}>" if content else f"{start}/>"


def again(name: str, **attributes: object) -> str:
    """Draw once more what has the id `name`."""
    return element("use", **{"xlink:href": f"#{name}"}, **attributes)


def document(
    name: str,
    box: tuple[float, float, float, float],
    title: str,
    description: str,
    credit: str,
    body: str,
    class_: str,
    **attributes: object,
) -> str:
    """A drawing with its accessible name and description and its credit.

    `name` begins every id in it, so that several drawings may stand on one page.
    """
    source = element("dc:source", escape(credit))
    about = f'<rdf:Description rdf:about="">{source}</rdf:Description>'
    head = (
        element("title", escape(title), id=name + "-t")
        + element("desc", escape(description), id=name + "-d")
        + f"<metadata><rdf:RDF {NAMESPACES}>{about}</rdf:RDF></metadata>"
    )
    return (
        element(
            "svg",
            head + body,
            xmlns="http://www.w3.org/2000/svg",
            class_=class_,
            viewBox=" ".join(number(side) for side in box),
            role="img",
            aria_labelledby=f"{name}-t {name}-d",
            **{"xmlns:xlink": XLINK},
            **attributes,
        )
        + "\n"
    )


def points(*where: Point) -> str:
    """Coordinates for the data of a path."""
    return " ".join(number(float(at[0])) + " " + number(float(at[1])) for at in where)


def arrow(*where: Point, head: float = 17) -> str:
    """An arrow through two points, or bent by a third between them."""
    p = [np.asarray(at, float) for at in where]
    way = (p[-1] - p[-2]) / np.linalg.norm(p[-1] - p[-2])
    across = np.array([-way[1], way[0]])
    base = p[-1] - way * 2
    data = "M" + points(p[0]) + ("Q" if len(p) == 3 else "L") + points(*p[1:])
    tip = points(p[-1] + way * head, base + across * head * 0.7, base - across * head * 0.7)
    shaft = element(
        "path", d=data, fill="none", stroke=ARROW, stroke_width="6.5", stroke_linecap="round"
    )
    edge = element(
        "path", d=data, fill="none", stroke=WASH, stroke_width="10.5", stroke_linecap="round"
    )
    return edge + shaft + element("path", d=f"M{tip}z", fill=ARROW, stroke=WASH, stroke_width=1)


def shadow(x: float, y: float, half: float, high: float) -> str:
    """A soft shadow on the floor; `half` and `high` are its radii."""
    return element(
        "ellipse",
        cx=x,
        cy=y,
        rx=half,
        ry=high,
        fill="#1d1430",
        fill_opacity=".13",
    )


def disc(label: int | str, x: float, y: float, radius: float, size: float) -> str:
    """A number on a dark disc; `size` is that of the type."""
    return element(
        "circle",
        class_="hf-nb",
        cx=x,
        cy=y,
        r=radius,
        fill=INK,
        stroke=PAPER,
        stroke_width="1.5",
    ) + element(
        "text",
        str(label),
        class_="hf-nt",
        fill=PAPER,
        font_size=size,
        font_weight=700,
        text_anchor="middle",
        x=x,
        y=y + round(size * 0.35),
    )


def leader(start: Point, end: Point) -> str:
    """A line from a name to a dot on what it names, cased so that it shows on any ground."""
    line = {"fill": "none", "d": "M" + points(start) + "L" + points(end)}
    return (
        element(
            "path", class_="hf-c", stroke=PAPER, stroke_opacity=".55", stroke_width="3.4", **line
        )
        + element("path", stroke="currentColor", stroke_width="1.2", **line)
        + element(
            "circle",
            class_="hf-p",
            cx=end[0],
            cy=end[1],
            r=3.2,
            fill="currentColor",
            stroke=PAPER,
            stroke_width="1.2",
        )
    )

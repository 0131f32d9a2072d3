"""One brand colour in, every brand token out, light and dark, with the contrast held.

The colour a clinic gives is used as it is for fills. Words and edges made from it are solved for,
in OKLCH, until they can be read; where that would turn the colour to mud, ink stands instead.
Contrast is WCAG 2.2's ratio (1 to 21). OKLab: Ottosson, "A perceptual color space" (2020).
"""

import math
from dataclasses import dataclass

WHITE = "#ffffff"
PAPER, INK = WHITE, "#14201f"
DARK_PAPER, DARK_INK = "#12191b", "#e8eeec"

TEXT_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: least contrast of text."""
EDGE_CONTRAST = 3.0
"""WCAG 2.2, 1.4.11: least contrast of the edge of a control."""
LINK_CONTRAST = 4.6
"""Links are held a little above the limit, on the deepest tint they can stand on."""
DARK_CONTRAST = 6.5
"""On dark paper, so that 4.5 still holds on the dark tints."""
MOST_DARKENING = 0.18
"""Beyond this much lightness lost, yellow turns to olive mud: links become ink instead."""

Lab = tuple[float, float, float]


@dataclass(frozen=True)
class Brand:
    """The brand tokens of one colour scheme, as hex colours."""

    brand: str
    on_brand: str
    brand_edge: str
    link: str
    tint: str
    tint_2: str

    def css(self) -> str:
        """Write the tokens as custom properties."""
        return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in vars(self).items())


def light(colour: str) -> Brand:
    """Return the tokens on white paper."""
    fill = colour
    while contrast(_readable_on(fill), fill) < TEXT_CONTRAST:
        fill = _shade(fill, -0.01)
    deepest_tint = _mix(colour, PAPER, 0.17)
    return Brand(
        brand=fill,
        on_brand=_readable_on(fill),
        brand_edge=fill if contrast(fill, PAPER) >= EDGE_CONTRAST else INK,
        link=_walk(colour, deepest_tint, LINK_CONTRAST, -0.005, MOST_DARKENING) or INK,
        tint=_mix(colour, PAPER, 0.06),
        tint_2=deepest_tint,
    )


def dark(colour: str) -> Brand:
    """Return the tokens on dark paper: the colour, lightened until it can be read."""
    fill = _walk(colour, DARK_PAPER, DARK_CONTRAST, 0.005, 0.8) or DARK_INK
    return Brand(
        brand=fill,
        on_brand=_readable_on(fill),
        brand_edge=fill,
        link=fill,
        tint=_mix(fill, DARK_PAPER, 0.09),
        tint_2=_mix(fill, DARK_PAPER, 0.22),
    )


def css(colour: str) -> str:
    """Write the style sheet that gives a clinic's site its colour; print uses the light scheme."""
    on_paper, on_dark = light(colour).css(), dark(colour).css()
    return (
        f":root,[data-md-color-scheme=default]{{{on_paper}}}\n"
        f"[data-md-color-scheme=slate]{{{on_dark}}}\n"
        f"@media print{{:root,[data-md-color-scheme]{{{on_paper}}}}}\n"
    )


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio of two hex colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _readable_on(fill: str) -> str:
    return max((WHITE, INK), key=lambda ink: contrast(ink, fill))


def _walk(colour: str, paper: str, least: float, stride: float, furthest: float) -> str | None:
    """Return the nearest shade of the colour that can be read on the paper, if there is one."""
    for count in range(int(furthest / abs(stride)) + 1):
        candidate = _shade(colour, count * stride) if count else colour
        if contrast(candidate, paper) >= least:
            return candidate
    return None


def _shade(colour: str, lightness: float) -> str:
    """Return the colour lighter or darker, losing some chroma on the way as paint does."""
    level, a, b = _to_oklab(colour)
    kept = 1 - min(1.0, abs(lightness) * (0.25 if lightness > 0 else 0.6))
    return _from_oklab((level + lightness, a * kept, b * kept))


def _mix(colour: str, paper: str, share: float) -> str:
    pairs = zip(_to_oklab(colour), _to_oklab(paper), strict=True)
    level, a, b = (one * share + other * (1 - share) for one, other in pairs)
    return _from_oklab((level, a, b))


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Lab:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def _to_linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _from_linear(value: float) -> float:
    if value <= 0.0031308:
        return 12.92 * value
    return float(1.055 * value ** (1 / 2.4) - 0.055)


def _to_oklab(colour: str) -> Lab:
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
    )


def _from_oklab(lab: Lab) -> str:
    level, a, b = lab
    long = (level + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (level - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (level - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
    )
    values = (round(min(1.0, max(0.0, _from_linear(value))) * 255) for value in linear)
    return "#" + "".join(f"{value:02x}" for value in values)

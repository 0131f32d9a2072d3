"""Every state of the calculator, seen and squeezed."""

from __future__ import annotations

from typing import Any

import pytest

import accessibility
from calculator_page import CalculatorPage
from states import STATES

MATERIAL_IS_THERE = """new Promise((there, late) => {
  const look = () => (window.document$ ? requestAnimationFrame(there) : setTimeout(look, 20));
  look();
  setTimeout(() => late(new Error("Material did not come")), 3e4);
})"""

# Material answers to a new scheme with its own choice, a frame later, and fades colours where
# motion is welcome: half-way they are nobody's colours.
WEAR = """async (scheme) => {
  const frame = () => new Promise(requestAnimationFrame);
  for (let tries = 0; tries < 100; tries++) {
    document.body.dataset.mdColorScheme = scheme;
    await frame();
    await frame();
    for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
    if (document.body.dataset.mdColorScheme === scheme) return;
  }
  throw new Error("Material keeps another scheme");
}"""

LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "reduced_motion": "reduce", "width": 320},
    {"color_scheme": "dark", "reduced_motion": "no-preference", "width": 1280},
    {"color_scheme": "dark", "width": 360},
    {"color_scheme": "light", "forced_colors": "active", "width": 360},
    {"color_scheme": "light", "media": "print", "width": 800},
)


@pytest.mark.parametrize("state", STATES)
def test_no_state_has_an_accessibility_violation_or_scrolls_sideways(
    state: str, calculator: CalculatorPage, link: str
) -> None:
    """Light, dark, forced colours and print; at 320 px, which is a desk at 400 % zoom, on a phone,
    on a desk and on paper; with motion and with less of it."""
    page = calculator.page
    has_plan, enter = STATES[state]
    calculator.fresh(link if has_plan else None)
    enter(calculator)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.mouse.move(640, 400)
    page.mouse.move(0, 0)  # Nothing is under the pointer when the page is squeezed.
    page.evaluate(MATERIAL_IS_THERE)  # As it comes it chooses light or dark, as we do below.
    faults = []
    for look in LOOKS:
        given = {"forced_colors": "none", "media": "screen", "reduced_motion": "reduce", **look}
        width = given.pop("width")
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(**given)
        page.evaluate(WEAR, "slate" if look["color_scheme"] == "dark" else "default")
        printed = given["media"] == "print"
        found = accessibility.faults(page, "return-to-running", printed=printed)
        faults += [f"{look}: {fault}" for fault in found]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{look}: {wide} pixels wide")
    assert faults == []

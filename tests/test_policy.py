"""No code in pages: what is moved, what is left, what is refused."""

import re
from pathlib import Path

import pytest

from return_to_running.publishing.policy import (
    CONTENT_SECURITY_POLICY,
    FONTS,
    PolicyError,
    move_inline_scripts,
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
    assert 'src="/assets/inline/' in lost.read_text()


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


REFUSED = ['<p style="x">', "<svg><style>a{}</style></svg>", '<body class="a" onload="x()">']


@pytest.mark.parametrize("markup", REFUSED)
def test_inline_styles_and_handlers_are_refused_with_the_page(tmp_path: Path, markup: str) -> None:
    page(tmp_path, markup, "a/page.html")
    with pytest.raises(PolicyError, match=r"a/page\.html: <"):
        move_inline_scripts(tmp_path)


def test_the_policy_allows_only_what_comes_from_the_site_itself() -> None:
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; script-src 'self'; ")
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


def test_each_kind_of_server_gets_the_whole_policy(tmp_path: Path) -> None:
    write_server_files(tmp_path / "server")
    told = {path.name: path.read_text() for path in (tmp_path / "server").iterdir()}
    assert sorted(told) == ["_headers", "apache.conf", "nginx.conf"]
    assert f"  Content-Security-Policy: {CONTENT_SECURITY_POLICY}\n" in told["_headers"]
    for name, word in (("apache.conf", "Header always set"), ("nginx.conf", "add_header")):
        assert f'{word} Content-Security-Policy "{CONTENT_SECURITY_POLICY}"' in told[name]


@pytest.mark.parametrize(
    ("address", "root"),
    [("https://clinic.example/", "/"), ("https://clinic.example/hip/", "/hip/")],
)
def test_a_server_names_the_fonts_with_the_page_at_the_address_of_the_site(
    address: str, root: str, tmp_path: Path
) -> None:
    write_server_files(tmp_path / "server", address)
    written = list((tmp_path / "server").iterdir())
    assert len(written) == 3
    for path in written:
        (line,) = [each for each in path.read_text().splitlines() if "Link" in each]
        for weight in (400, 700):
            assert f"<{root}assets/fonts/guide-sans-{weight}.woff2>; rel=preload; as=font" in line


def test_a_server_names_no_font_where_it_is_not_known_where_the_site_will_be(
    tmp_path: Path,
) -> None:
    write_server_files(tmp_path / "server")
    written = list((tmp_path / "server").iterdir())
    assert len(written) == 3
    assert [path for path in written if "Link" in path.read_text()] == []


def test_the_fonts_that_are_named_are_there_and_are_those_of_the_style_sheet(site: Path) -> None:
    sheet = (site / "assets/stylesheets/guide.css").read_text(encoding="utf-8")
    named = re.findall(r"url\(\.\./fonts/([\w-]+\.woff2)\)", sheet)
    assert sorted(f"assets/fonts/{name}" for name in named) == sorted(FONTS)
    assert FONTS
    assert all((site / font).is_file() for font in FONTS)


def test_no_page_of_the_real_site_holds_code(site: Path) -> None:
    assert list((site / "assets/inline").glob("*.js"))
    assert move_inline_scripts(site) == 0

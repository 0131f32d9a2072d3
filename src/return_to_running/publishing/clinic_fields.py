"""What one field of a clinic profile may hold: plain text, a number to dial, an address."""

import re
import unicodedata
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field


def _plain(text: str) -> str:
    if text != text.strip():
        raise ValueError("has a space at one end")
    if "@@" in text:
        raise ValueError("has @@, which the pages use to mark open fields")
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"):
            raise ValueError(f"has a character that cannot be seen (U+{ord(letter):04X})")
    return text


def _dialled(phone: str) -> str:
    digits = sum(letter.isdigit() for letter in phone)
    if not re.fullmatch(r"\+?[0-9][0-9 ()-]*", phone) or not 5 <= digits <= 15:
        raise ValueError("is not a phone number")
    if phone.startswith("+") and "(0)" in phone:
        raise ValueError("mixes a country code with (0), which cannot be dialled")
    return phone


def _secure(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("is not a web address") from None
    if parts.scheme != "https" or not host or parts.username is not None:
        raise ValueError("is not a web address that begins with https://")
    if not re.fullmatch(r"[A-Za-z0-9:/?#\[\]@!$&()*+,;=._~%-]+", url):
        raise ValueError("has a character that a web address cannot have")
    if not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", host):
        raise ValueError("has no proper host name")
    return url


def _folder(url: str) -> str:
    if re.search(r"[?#]|\.html?/*$", url):
        raise ValueError("is the address of a page, and not of a folder")
    return url


def _origin(address: str) -> str:
    host = address.removeprefix("https://")
    if host == address:
        raise ValueError("does not begin with https://")
    if not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?", host):
        raise ValueError("is more or less than https:// and the name of a website")
    return address


Name = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_plain)]
ShortName = Annotated[str, Field(min_length=1, max_length=20), AfterValidator(_plain)]
Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_plain)]
LongLine = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_plain)]
Phone = Annotated[str, AfterValidator(_dialled)]
Digits = Annotated[str, Field(pattern=r"^[0-9]{2,15}$")]
Email = Annotated[str, Field(pattern=r"^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")]
Url = Annotated[str, Field(max_length=500), AfterValidator(_plain), AfterValidator(_secure)]
FolderUrl = Annotated[Url, AfterValidator(_folder)]
Origin = Annotated[str, Field(max_length=200), AfterValidator(_plain), AfterValidator(_origin)]
PagePath = Annotated[str, Field(pattern=r"^([a-z0-9-]{1,40}/)?[a-z0-9-]{1,60}\.md$")]

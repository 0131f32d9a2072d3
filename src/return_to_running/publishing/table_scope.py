"""Give the header cells of tables in a tagged PDF their scope, which WeasyPrint leaves out."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Pdf


def add_scope(pdf: Pdf) -> None:
    """Put /Scope on every TH: a column's in the table head, a row's elsewhere.

    ISO 14289-1 (PDF/UA-1) 7.5 asks for headers to be determined by Headers and IDs or by Scope;
    readers use Scope.
    """
    tree = pdf.Root.StructTreeRoot
    assert isinstance(tree, Dictionary)
    for element, in_head in _header_cells(tree, in_head=False):
        scope = Dictionary(O=Name.Table, Scope=Name.Column if in_head else Name.Row)
        attributes = element.get(Name.A)
        if attributes is None:
            element[Name.A] = scope
        elif isinstance(attributes, Array):
            attributes.append(scope)
        else:
            element[Name.A] = Array([attributes, scope])


def _header_cells(element: Dictionary, *, in_head: bool) -> Iterator[tuple[Dictionary, bool]]:
    kind = element.get(Name.S)
    if kind == Name.TH:
        yield element, in_head
    kids = element.get(Name.K)
    children = list(kids) if isinstance(kids, Array) else [kids]
    for child in children:
        if isinstance(child, Dictionary):
            yield from _header_cells(child, in_head=in_head or kind == Name.THead)

"""XLSX files written part by part, so that each can be wrong in its own way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from actions.exchange.import_contents import Worksheet
from documents.lines import letters_of
from texts.office.columns import COLUMNS, NAMES

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
BOOK = f'<Relationship Id="b" Type="{KIND}/officeDocument" Target="xl/workbook.xml"/>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
FORMATS = ("General", "0.00", "dd/mm/yyyy", "hh:mm", "00000", "dd/mm/yyyy hh:mm", "@")


def text(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(words)}</t></is></c>'


def number(value: object, style: int = 0) -> str:
    return f'<c s="{style}"><v>{value}</v></c>'


def row(cells: Iterable[str], attributes: str = "") -> str:
    return f"<row {attributes}>{''.join(cells)}</row>"


def titles(sheet: Worksheet) -> str:
    return row(text(column.title) for column in COLUMNS[sheet])


def task(**cells: str) -> str:
    """A line of tasks; each cell as XML, or words."""
    given = {"lead": "Nguyễn Văn An", "title": "Việc", "product": "Báo cáo", "deadline": "17/12/2026", **cells}
    written = (given.get(column.key, "") for column in COLUMNS[Worksheet.TASKS])
    return row(cell if cell.startswith("<") else text(cell) if cell else "<c/>" for cell in written)


def page(rows: Iterable[str], before: str = "", after: str = "") -> str:
    return f"<worksheet {MAIN}>{before}<sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"


def tasks(*rows: str, before: str = "", after: str = "") -> str:
    return page((titles(Worksheet.TASKS), *rows), before, after)


def place(sheet: Worksheet, key: str) -> str:
    """The letter of a column of the template."""
    return letters_of([column.key for column in COLUMNS[sheet]].index(key) + 1)


def workbook(
    pages: Mapping[str, str],
    *,
    states: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    properties: str = "",
) -> bytes:
    """The sheets by their names; `parts` are put in beside, or in the place of what would be written."""
    hidden = states or {}
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{index}" r:id="r{index}" state="{hidden.get(name, "visible")}"/>'
        for index, name in enumerate(pages, start=1)
    )
    links = "".join(
        f'<Relationship Id="r{index}" Type="{KIND}/worksheet" Target="worksheets/sheet{index}.xml"/>'
        for index in range(1, len(pages) + 1)
    )
    more = {"styles": "styles.xml"}
    if parts and "xl/sharedStrings.xml" in parts:
        more["sharedStrings"] = "sharedStrings.xml"
    links += "".join(f'<Relationship Id="{name}" Type="{KIND}/{name}" Target="{to}"/>' for name, to in more.items())
    formats = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(FORMATS))
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(FORMATS)))
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f"<Relationships {LINKS}>{BOOK}</Relationships>",
        "xl/workbook.xml": f"<workbook {MAIN} {RELATED}>{properties}<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {LINKS}>{links}</Relationships>",
        "xl/styles.xml": f"<styleSheet {MAIN}><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>",
        **{f"xl/worksheets/sheet{index}.xml": whole for index, whole in enumerate(pages.values(), start=1)},
        **(parts or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in written.items():
            archive.writestr(name, content)
    return made.getvalue()


def of_tasks(*rows: str, before: str = "", after: str = "", properties: str = "") -> bytes:
    """A workbook of one sheet of tasks."""
    return workbook({NAMES[Worksheet.TASKS]: tasks(*rows, before=before, after=after)}, properties=properties)

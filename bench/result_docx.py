"""The FY2566 result file of one office as a Word file by python-docx: the parts, tables, repeated heads and rules for page breaks of
templates/result.html.j2."""

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT, TEXT, TABLE, SMALL = "Sarabun", Pt(10.74), Pt(10.07), Pt(7)
WIDTH = 16.5  # centimetres between the margins
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
HEAD_FILL, TOP_FILL = "E8ECF1", "F5F7F9"


def child(parent, tag, **attributes):
    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    parent.append(element)
    return element


def new_document():
    """An empty file with page, font and footer distances; the complex-script font is what Thai is set in."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, TEXT
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:cs"), FONT)
    child(properties, "w:szCs", val=int(TEXT.pt * 2))
    child(properties, "w:lang", val="th-TH", bidi="th-TH")
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.25
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Cm(2.2), Cm(2.6), Cm(2.5), Cm(2)
    return document


def write(paragraph, text, size=None, bold=False, align=None, keep=False):
    """Text with both scripts in the same size and weight."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    properties = run._r.get_or_add_rPr()
    if bold:
        child(properties, "w:bCs")
    if size:
        run.font.size = size
        child(properties, "w:szCs", val=int(size.pt * 2))
    if align is not None:
        paragraph.alignment = align
    if keep:
        paragraph.paragraph_format.keep_with_next = True
    return run


def field(paragraph, instruction):
    run = write(paragraph, "", SMALL)
    child(run._r, "w:fldChar", fldCharType="begin")
    child(run._r, "w:instrText").text = instruction
    child(run._r, "w:fldChar", fldCharType="end")


def footer(document, view, qr):
    section = document.sections[0]
    write(section.header.paragraphs[0], "ข้อมูลจำลอง เพื่อสาธิตระบบ ไม่ใช่ผลการประเมินจริง", Pt(8), align=CENTRE)
    table = section.footer.add_table(1, 3, Cm(WIDTH))
    picture, about, pages = table.rows[0].cells
    for cell, width in ((picture, 1.5), (about, 12), (pages, 3)):
        cell.width = Cm(width)
    picture.paragraphs[0].add_run().add_picture(str(qr), width=Cm(1.05))
    verification, imprint = view["verification"], view["imprint"]
    write(about.paragraphs[0], f"รหัสตรวจสอบ {verification['code']} · {verification['hint_th']}", SMALL)
    write(about.add_paragraph(), f"ประกาศฉบับที่ {imprint['number']} · วันที่ {imprint['issued_on_th']}", SMALL)
    write(pages.paragraphs[0], "หน้า ", SMALL, align=RIGHT)
    field(pages.paragraphs[0], "PAGE")
    write(pages.paragraphs[0], "/", SMALL)
    field(pages.paragraphs[0], "NUMPAGES")


def title(document, lines, new_page):
    for index, line in enumerate(lines):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.page_break_before = new_page and index == 0
        write(paragraph, line, bold=True, align=CENTRE, keep=True)
    paragraph.paragraph_format.space_after = Pt(8)


def heading(document, text):
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(8), Pt(3)
    write(paragraph, text, bold=True, align=LEFT, keep=True)


class Table:
    """A table that grows row by row. Cells are written as XML at once: python-docx looks each cell up in the whole table, which is
    quadratic."""

    def __init__(self, document, widths):
        self.widths = [round(width * 567) for width in widths]
        self.table = document.add_table(0, len(widths))
        self.table.style, self.table.autofit = "Table Grid", False
        for column, width in zip(self.table._tbl.tblGrid.gridCol_lst, self.widths):
            column.set(qn("w:w"), str(width))

    def row(self, cells, head=False, keep=False, fill=None, bold=False):
        """`cells` are (text, columns, alignment, indent) or None, where a cell of the row above reaches down."""
        row = child(self.table._tbl, "w:tr")
        properties = child(row, "w:trPr")
        child(properties, "w:cantSplit")
        if head:
            child(properties, "w:tblHeader")
        column = 0
        for text, span, align, indent, down in cells:
            self.cell(row, column, text, span, align, indent, down, fill, bold, keep)
            column += span

    def cell(self, row, column, text, span, align, indent, down, fill, bold, keep):
        cell = child(row, "w:tc")
        properties = child(cell, "w:tcPr")
        child(properties, "w:tcW", w=sum(self.widths[column : column + span]), type="dxa")
        if span > 1:
            child(properties, "w:gridSpan", val=span)
        if down:
            child(properties, "w:vMerge", val=down)
        if fill:
            child(properties, "w:shd", val="clear", color="auto", fill=fill)
        child(properties, "w:vAlign", val="center" if align == "center" else "top")
        paragraph = child(cell, "w:p")
        properties = child(paragraph, "w:pPr")
        if keep:
            child(properties, "w:keepNext")
        child(properties, "w:spacing", before=40, after=40, line=260, lineRule="auto")
        if indent:
            child(properties, "w:ind", left=round(indent * TABLE.pt * 20))
        child(properties, "w:jc", val=align)
        run = child(paragraph, "w:r")
        properties = child(run, "w:rPr")
        if bold:
            child(properties, "w:b")
            child(properties, "w:bCs")
        child(properties, "w:sz", val=round(TABLE.pt * 2))
        child(properties, "w:szCs", val=round(TABLE.pt * 2))
        child(run, "w:t").text = text or ""

    def head(self, cells):
        self.row([(text, span, "center", 0, down) for text, span, down in cells], head=True, keep=True, fill=HEAD_FILL, bold=True)


def value(text, span=1):
    return ("–" if text is None else str(text), span, "center", 0, None)


def row_title(row, span=1):
    text = f"{row['label_th']} {row['title_th']}" + (f" ({row['source_th']})" if row["source_th"] else "")
    return (text, span, "left", row["depth"] * 1.1, None)


def level_table(document, part, rows, first):
    table = Table(document, (WIDTH - 5.1, 2, 3.1))
    table.head([(part["first_column_th"], 1, None), ("ระดับคุณภาพ", 1, None), ("คำอธิบายระดับคุณภาพ", 1, None)])
    for row in rows:
        last, top = row is rows[-1], row["kind"] == "standard"
        if row["state"] == "group":
            table.row([row_title(row, 3)], keep=True, fill=TOP_FILL if top else None, bold=True)
        elif row["state"] == "scored":
            cells = [row_title(row), value(row["level"]), value(row["level_th"])]
            table.row(cells, keep=top or last, fill=TOP_FILL if top else None, bold=top)
        else:
            table.row([row_title(row), value(row["state_th"], 2)], keep=last)
    overall = part["overall"]
    table.row([value(overall["label_th"]), value(overall[first]), value(overall["level_th"])], fill=HEAD_FILL, bold=True)


def rounds_table(document, part):
    rounds = part["round_labels_th"]
    table = Table(document, (WIDTH - 4.2 - 1.7 * len(rounds), *[1.7] * len(rounds), 1.8, 2.4))
    table.head([(part["first_column_th"], 1, "restart"), ("ระดับคุณภาพ", len(rounds), None), ("ภาพรวมของตัวชี้วัด", 2, None)])
    names = [*rounds, "ค่าคะแนนเฉลี่ย", "คำอธิบายระดับคุณภาพ"]
    table.head([("", 1, "continue"), *[(name, 1, None) for name in names]])
    for row in part["rows"]:
        keep = row is part["rows"][-1]
        if row["state"] == "scored":
            values = [value(each) for each in (*row["round_levels"], row["mean"], row["level_th"])]
            table.row([row_title(row), *values], keep=keep)
        else:
            table.row([row_title(row), value(row["state_th"], len(rounds) + 2)], keep=keep)
    overall = part["overall"]
    table.row(
        [value(overall["label_th"], len(rounds) + 1), value(overall["mean"]), value(overall["level_th"])],
        fill=HEAD_FILL,
        bold=True,
    )


def blocks(document, part):
    compared = [row for row in part["rows"] if row["target"]]
    pending = [row for row in part["rows"] if row["state"] == "pending"]
    heading(document, "•\u2002ตัวชี้วัดที่มีการประเมินระดับคุณภาพ")
    level_table(document, part, [row for row in part["rows"] if not row["target"] and row["state"] != "pending"], "mean")
    heading(document, "•\u2002ตัวชี้วัดที่มีการประเมินเทียบค่าเป้าหมาย")
    table = Table(document, (WIDTH - 7.4, 2.4, 2.8, 2.2))
    scope = compared[0]["target"]["scope_th"]
    table.head([(part["first_column_th"], 1, "restart"), ("ค่าเป้าหมาย", 1, "restart"), (f"ผลการดำเนินงาน{scope}", 2, None)])
    table.head([("", 1, "continue"), ("", 1, "continue"), ("ผลที่ได้", 1, None), ("การแปลผล", 1, None)])
    for row in compared:
        table.row([row_title(row), *[value(row["target"][key]) for key in ("target_th", "value_th", "achieved_th")]])
    for row in pending:
        write(document.add_paragraph(), f"หมายเหตุ {row['label_th']} {row['title_th']} {row['state_th']}")


def summary(document, view):
    title(document, view["summary"]["title_lines_th"], new_page=False)
    table = Table(document, (WIDTH - 4, 4))
    table.head([("รายการประเมิน", 1, None), ("ระดับคุณภาพ", 1, None)])
    for row in view["summary"]["rows"]:
        table.row([(row["title_th"], 1, "left", 0, None), value(row["level_th"])])
    for line in ("", "", "(" + "." * 60 + ")", *view["signature"]["position_lines_th"]):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(WIDTH * 0.4)
        write(paragraph, line, align=CENTRE)


def result_document(view, qr):
    document = new_document()
    footer(document, view, qr)
    summary(document, view)
    for part in view["parts"]:
        title(document, part["title_lines_th"], new_page=True)
        if part["shape"] == "rounds":
            rounds_table(document, part)
        elif part["shape"] == "blocks":
            blocks(document, part)
        else:
            level_table(document, part, part["rows"], "level")
    for part in view["parts"]:
        if part["suggestions"]:
            title(document, part["suggestions_title_lines_th"], new_page=True)
        for suggestion in part["suggestions"]:
            heading(document, suggestion["heading_th"])
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Cm(1.5)
            write(paragraph, suggestion["text_th"], align=WD_ALIGN_PARAGRAPH.THAI_JUSTIFY)
    return document

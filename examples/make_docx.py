"""Makes the .docx of a sample letter from its Markdown, as README.md says: make_docx.py letter.md …"""

import re
import sys
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

FONT = "Arial"  # without serifs, 12 points: so the orders want it


def plain(style):
    """Sets the font of a style for all scripts."""
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):  # a theme's font would win
            del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def make(source):
    letter = Document()
    for style in list(letter.styles):  # keep the file small: most styles are for tables
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    for key, relation in list(letter.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del letter.part.rels[key]
    for name in ("Normal", "Heading 2", "List Bullet"):
        plain(letter.styles[name])
        letter.styles[name].font.size = Pt(12)
    for block in source.read_text(encoding="utf-8").strip().split("\n\n"):
        if block.startswith("- "):
            for item in block.split("\n"):
                letter.add_paragraph(item[2:], style="List Bullet")
            continue
        text = block.replace("\\\n", "\v").replace("\n", " ").replace("\v", "\n")
        if text.startswith("## "):
            letter.add_heading(text[3:], level=2)
            continue
        paragraph = letter.add_paragraph()
        for number, piece in enumerate(re.sub(r"<(http\S+)>", r"\1", text).split("*")):
            paragraph.add_run(piece).italic = True if number % 2 else None
    letter.save(source.with_suffix(".docx"))


for name in sys.argv[1:]:
    make(Path(name))

"""Renders Markdown as GitHub does, and prints the cells of its tables, one JSON array a row.

usage: markdown.py FILE
"""

import html.parser
import json
import sys

import cmarkgfm
import cmarkgfm.cmark


class Cells(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.row, self.cell = [], None

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.row = []
        elif tag in ("td", "th"):
            self.cell = ""
        elif tag == "br":
            self.cell += "\n"
        elif self.cell is not None:
            self.cell += f"<{tag}>"

    def handle_endtag(self, tag):
        if tag == "tr":
            print(json.dumps(self.row, ensure_ascii=False, separators=(",", ":")))
        elif tag in ("td", "th"):
            self.row.append(self.cell)
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    # GitHub lets harmless elements through, such as line breaks.
    Cells().feed(cmarkgfm.github_flavored_markdown_to_html(
        file.read(), options=cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE))

#!/usr/bin/env python3
"""svg.py TITLE < CAPTURE > PICTURE: draws what `tmux capture-pane -N -e -p` printed, colours and all, as an SVG picture."""
import re
import sys
import unicodedata
from html import escape

WIDTH, HEIGHT, MARGIN = 8.4, 18, 12
GROUND, TEXT = "#14181d", "#d5d8dc"
# xterm's first sixteen, a little softer.
BASE = [
    "#14181d", "#e0605e", "#8fbf6f", "#e0b050", "#6f9fd8", "#b98ac9", "#5fb8b8", "#d5d8dc",
    "#7d858e", "#ff6b68", "#a8d684", "#f0c566", "#8ab6ee", "#d0a3e0", "#77d0d0", "#ffffff",
]


def colour(number):
    """A colour of the 256."""
    if number < 16:
        return BASE[number]
    if number >= 232:
        level = 8 + 10 * (number - 232)
        return f"#{level:02x}{level:02x}{level:02x}"
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{steps[part]:02x}" for part in (number // 36, number // 6 % 6, number % 6))


class Look:
    """How text looks: what the last SGR sequences said."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.front, self.back, self.bold, self.dim, self.underline, self.reverse = None, None, False, False, False, False

    def take(self, words):
        words = [int(word or 0) for word in words]
        while words:
            word = words.pop(0)
            if word == 0:
                self.reset()
            elif word in (38, 48) and words[:1] == [5]:
                setattr(self, "front" if word == 38 else "back", colour(words[1]))
                del words[:2]
            elif word in (1, 2, 4, 7):
                setattr(self, {1: "bold", 2: "dim", 4: "underline", 7: "reverse"}[word], True)
            elif word == 22:
                self.bold = self.dim = False
            elif word in (24, 27):
                setattr(self, {24: "underline", 27: "reverse"}[word], False)
            elif 30 <= word <= 37 or 90 <= word <= 97:
                self.front = colour(word - 30 if word < 90 else word - 82)
            elif 40 <= word <= 47 or 100 <= word <= 107:
                self.back = colour(word - 40 if word < 100 else word - 92)
            elif word in (39, 49):
                setattr(self, "front" if word == 39 else "back", None)

    def key(self):
        front, back = self.front or TEXT, self.back
        if self.reverse:
            front, back = back or GROUND, front
        return front, back, self.bold, self.underline


def runs(line, look):
    """Parts of a line that look alike: the column where each begins, its text, its columns and its look. How a line ends
    is how the next one begins."""
    column, found = 0, []
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if part.startswith("\x1b["):
            look.take(part[2:-1].split(";"))
            continue
        part = re.sub(r"\x1b[^m]*m?|[\x00-\x1f]", "", part)
        if not part:
            continue
        columns = sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in part)
        found.append((column, part, columns, look.key()))
        column += columns
    return found, column


def main():
    look = Look()
    lines = [runs(line, look) for line in sys.stdin.read().rstrip("\n").split("\n")]
    columns = max([80] + [end for _, end in lines])
    wide, high = columns * WIDTH + 2 * MARGIN, len(lines) * HEIGHT + 2 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" role="img"'
        ' font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">',
        f"<title>{escape(sys.argv[1])}</title>",
        f'<rect width="100%" height="100%" rx="6" fill="{GROUND}"/>',
    ]
    for number, (parts, _) in enumerate(lines):
        top = MARGIN + number * HEIGHT
        for column, text, count, (front, back, bold, underline) in parts:
            left = MARGIN + column * WIDTH
            if back:
                out.append(f'<rect x="{left:.1f}" y="{top}" width="{count * WIDTH:.1f}" height="{HEIGHT}" fill="{back}"/>')
            body = text.rstrip(" ")
            skipped = len(body) - len(body.lstrip(" "))
            body = body.lstrip(" ")
            if not body:
                continue
            taken = count - skipped - (len(text) - len(text.rstrip(" ")))
            extra = (' font-weight="bold"' if bold else "") + (' text-decoration="underline"' if underline else "")
            out.append(
                f'<text x="{left + skipped * WIDTH:.1f}" y="{top + 14}" fill="{front}" xml:space="preserve"'
                f' textLength="{taken * WIDTH:.1f}" lengthAdjust="spacingAndGlyphs"{extra}>{escape(body)}</text>'
            )
    out.append("</svg>")
    print("\n".join(out))


main()

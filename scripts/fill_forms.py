#!/usr/bin/env python3
"""Fills PDF forms with four programs' libraries and reads the values back.

    python3 scripts/fill_forms.py COUNT SEED FORM.pdf...

For each of pikepdf, PyMuPDF, pypdf and PDFium it makes COUNT random fillings, spread over the forms. Every filling is
saved and opened again with pikepdf. The script checks that the full names are the same, that every value was kept, that a
choice shows the mark of its value, and that the file is still tagged. It prints one line for each library and exits with 1
if anything differs. PDFium gets no emoji, because its text input keeps only characters up to U+FFFF.
"""

import ctypes
import io
import logging
import random
import sys

import pikepdf
import pymupdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

WORDS = ["asked", "who", "checks", "the", "contract", "Größe", "naïve", "“yes”", "12 %", "(a)", "\\", "then", "–"]
OTHER = ["Łódź", "Привет", "مرحبا", "李雷", "日本語", "🙂"]


def fields(pdf):
    """Full name -> (kind, field, widgets) of an open pikepdf document."""
    found = {}

    def walk(node, above, kind):
        name = f"{above}.{node.T}".strip(".") if "/T" in node else above
        kind = str(node.FT) if "/FT" in node else kind
        kids = list(node.Kids) if "/Kids" in node else []
        named = [kid for kid in kids if "/T" in kid]
        if named:
            for kid in named:
                walk(kid, name, kind)
        elif kind:
            found[name] = (kind, node, kids or [node])

    for node in pdf.Root.AcroForm.Fields:
        walk(node, "", None)
    return found


def states(widgets):
    return [next(k for k in w.AP.N.keys() if k != "/Off")[1:] for w in widgets]


def shape(form):
    """Name -> list of states, `text` or `fixed`."""
    with pikepdf.open(io.BytesIO(form)) as pdf:
        out = {}
        for name, (kind, field, widgets) in fields(pdf).items():
            if kind == "/Btn":
                out[name] = states(widgets)
            else:
                out[name] = "fixed" if int(field.get("/Ff", 0)) & 1 else "text"
        return out


def filling(rng, form, words):
    values = {}
    for name, kind in shape(form).items():
        if kind == "fixed" or rng.random() < 0.3:
            continue
        if kind == "text":
            lines = [" ".join(rng.choice(words) for _ in range(rng.randint(1, 8))) for _ in range(rng.randint(1, 5))]
            values[name] = "\n".join(lines)
        else:
            values[name] = rng.choice(kind)
    return values


def by_pikepdf(form, values):
    with pikepdf.open(io.BytesIO(form)) as pdf:
        for name, (kind, field, widgets) in fields(pdf).items():
            if name not in values:
                continue
            if kind == "/Btn":
                state = pikepdf.Name("/" + values[name])
                field.V = state
                for widget, own in zip(widgets, states(widgets)):
                    widget.AS = state if own == values[name] else pikepdf.Name.Off
            else:
                field.V = pikepdf.String(values[name])
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def by_pymupdf(form, values):
    with pymupdf.open(stream=form, filetype="pdf") as doc:
        for page in doc:
            for widget in page.widgets():
                if widget.field_name not in values:
                    continue
                value = values[widget.field_name]
                if widget.field_type in (pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON, pymupdf.PDF_WIDGET_TYPE_CHECKBOX):
                    if widget.on_state() != value:
                        continue
                    widget.field_value = value if widget.field_type == pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON else True
                else:
                    widget.field_value = value
                widget.update()
        return doc.tobytes()


def by_pypdf(form, values):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(form))
    kinds = shape(form)
    set_to = {name: value if kinds[name] == "text" else "/" + value for name, value in values.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, set_to, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_pdfium(form, values):
    """Clicks and types, as a person does in Chromium's viewer."""
    kinds = shape(form)
    places = {}
    with pikepdf.open(io.BytesIO(form)) as pdf:
        pages = {page.objgen: n for n, page in enumerate(pdf.pages)}
        for name, (kind, _, widgets) in fields(pdf).items():
            marks = states(widgets) if kind == "/Btn" else [None]
            for widget, state in zip(widgets, marks):
                left, bottom, right, top = [float(n) for n in widget.Rect]
                places[name, state] = (pages[widget.P.objgen], (left + right) / 2, (bottom + top) / 2, left + 3, top - 8)
    doc = pypdfium2.PdfDocument(form)
    doc.init_forms()
    env = doc.formenv
    for name, value in values.items():
        text = kinds[name] == "text"
        n, x, y, left, top = places[name, None if text else value]
        page = doc[n]
        if text:
            x, y = left, top
        pdfium.FORM_OnMouseMove(env, page, 0, x, y)
        pdfium.FORM_OnLButtonDown(env, page, 0, x, y)
        pdfium.FORM_OnLButtonUp(env, page, 0, x, y)
        if text:
            units = value.encode("utf-16-le") + b"\0\0"
            buffer = ctypes.create_string_buffer(units)
            pdfium.FORM_SelectAllText(env, page)
            pdfium.FORM_ReplaceSelection(env, page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        pdfium.FORM_ForceToKillFocus(env)
        page.close()
    out = io.BytesIO()
    doc.save(out)
    doc.close()
    return out.getvalue()


def differences(form, values, filled):
    """What is not as it should be in a filled form, in words."""
    wrong = []
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            wrong.append("it is no longer tagged")
        after = fields(pdf)
        before = shape(form)
        if sorted(after) != sorted(before):
            wrong.append(f"names differ: {sorted(set(after) ^ set(before))}")
        for name, (kind, field, widgets) in after.items():
            value = field.get("/V")
            text = "" if value is None else str(value).removeprefix("/")
            wanted = values.get(name, "" if before.get(name) == "text" else "Off")
            if before.get(name) == "fixed":
                continue
            if text.replace("\r\n", "\n").replace("\r", "\n") != wanted and not (wanted == "Off" and text == ""):
                wrong.append(f"{name} is {text!r} instead of {wanted!r}")
            if kind == "/Btn":
                marks = {str(w.AS)[1:] for w in widgets if "/AS" in w} - {"Off"}
                if marks != ({wanted} - {"Off"}):
                    wrong.append(f"{name} shows {marks} instead of {wanted}")
    return wrong


def main(count, seed, names):
    forms = [open(name, "rb").read() for name in names]
    # pypdf warns that the appearance of letters outside of Windows-1252 degrades; the values stay right.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    bad = 0
    for fill in (by_pikepdf, by_pymupdf, by_pypdf, by_pdfium):
        rng = random.Random(f"{seed} {fill.__name__}")
        wrong = []
        other = [word for word in OTHER if fill is not by_pdfium or max(word) <= "\uffff"]
        for n in range(count):
            form = forms[n % len(forms)]
            values = filling(rng, form, WORDS if n % 2 == 0 else WORDS + other)
            found = differences(form, values, fill(form, values))
            wrong += [f"{names[n % len(names)]}: {what}" for what in found]
        for what in wrong[:5]:
            print("  ", what)
        bad += len(wrong)
        print(f"{fill.__name__.removeprefix('by_')}: {count} fillings, {len(wrong)} differences")
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])))

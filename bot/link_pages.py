"""The two pages as HTML: for a phone, without a script, and without anything that is fetched from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape

from aiohttp import web

from texts.front import link_pages as texts
from texts.front.link_pages import PageWords

FIELD_NAME = "tep"
STYLE = """
*{box-sizing:border-box}
body{margin:0;background:#f2f4f7;color:#1b2430;font:18px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:32rem;margin:0 auto;padding:1.5rem 1rem}
section{background:#fff;border:1px solid #d7dde5;border-radius:12px;padding:1.25rem}
h1{margin:0 0 .75rem;font-size:1.35rem;line-height:1.3}
p{margin:0 0 .75rem;overflow-wrap:anywhere}
form{margin-top:1.25rem}
label{display:block;margin-bottom:.5rem;font-weight:600}
input,button{display:block;width:100%;min-height:3rem;font:inherit;border-radius:8px}
input{padding:.75rem;border:1px solid #98a4b3;background:#fff}
button{margin-top:1rem;border:0;background:#0b5cad;color:#fff;font-weight:600}
input:focus-visible,button:focus-visible{outline:3px solid #f5a524;outline-offset:2px}
footer{margin-top:1rem;color:#566274;font-size:.9rem;text-align:center}
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
# What stands at such an address is for who has it, and is kept, shown, run and passed on nowhere.
GUARDED: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def page(words: PageWords, *, status: int = 200) -> web.Response:
    lines = "\n".join(f"<p>{line}</p>" for line in words.lines)
    html = f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>{escape(words.title)} – Dondoc</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<section>
<h1>{escape(words.title)}</h1>
{lines}{_FORM if words.takes_file else ""}
</section>
<footer>Dondoc</footer>
</main>
</body>
</html>
"""
    return web.Response(text=html, content_type="text/html", charset="utf-8", status=status, headers=GUARDED)


# Without an address of its own the form is posted to where the page is: the secret stands nowhere in it.
_FORM = f"""
<form method="post" enctype="multipart/form-data">
<label for="{FIELD_NAME}">{escape(texts.FIELD)}</label>
<input type="file" id="{FIELD_NAME}" name="{FIELD_NAME}" required>
<button type="submit">{escape(texts.BUTTON)}</button>
</form>"""

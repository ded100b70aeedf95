"""What the preview adds to a page, and only to what it sends: a line that reloads it, and a banner while it is wrong."""

from __future__ import annotations

import json
from html import escape

STATE = "/-preview/"  # where a page asks what is new

_STYLE = (
    "position:fixed;inset:0 0 auto 0;z-index:1000;max-height:60vh;overflow:auto;margin:0;padding:.8rem 1.2rem;"
    "background:#8f1d1d;color:#fff;font:15px/1.6 system-ui,sans-serif;box-shadow:0 2px 8px rgb(0 0 0/.4)"
)
_LINES = "white-space:pre-wrap;overflow-wrap:anywhere;margin:.4rem 0 0;font-family:ui-monospace,monospace;color:inherit"
_HEAD = "有一处出错，下面仍是上一次成功的页面；改好存盘，这一条自会消失。"
_HEAD_EN = "Something is wrong; below is the last good page. Repair it and save: this goes away."

# Asks for news while somebody looks; the answer comes when there is any. Another edition is loaded, an error shown.
_SCRIPT = """\
(function () {
  var state = %(state)d, edition = %(edition)d, asking = null;
  function show(banner) {
    var old = document.getElementById("preview-error");
    if (old) old.remove();
    if (banner) document.body.insertAdjacentHTML("afterbegin", banner);
  }
  function ask() {
    if (asking || document.visibilityState !== "visible") return;
    asking = new AbortController();
    fetch("%(place)s?state=" + state + "&page=" + encodeURIComponent(location.pathname), {signal: asking.signal})
      .then(function (answer) { return answer.json(); })
      .then(function (news) {
        asking = null;
        state = news.state;
        if (news.edition !== edition) location.reload(); else { show(news.banner); ask(); }
      })
      .catch(function () { asking = null; setTimeout(ask, 1000); });
  }
  addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible") ask(); else if (asking) asking.abort();
  });
  ask();
})();
"""


def banner(error: str) -> str:
    """The error as a visible part of a page; nothing where nothing is wrong."""
    if not error:
        return ""
    return (
        f'<div id="preview-error" role="alert" lang="zh" style="{_STYLE}"><strong>{_HEAD}</strong> '
        f'<span lang="en">{_HEAD_EN}</span><pre lang="en" style="{_LINES}">{escape(error)}</pre></div>'
    )


def dressed(page: bytes, state: int, edition: int, error: str) -> bytes:
    """A page as it is sent."""
    script = _SCRIPT % {"state": state, "edition": edition, "place": STATE}
    added = f"{banner(error)}<script>{script}</script>".encode()
    at = page.rfind(b"</body>")
    at = len(page) if at < 0 else at
    return page[:at] + added + page[at:]


def news(state: int, edition: int, error: str) -> bytes:
    return json.dumps({"state": state, "edition": edition, "banner": banner(error)}).encode()

"""Every page of HTML can be read by everybody: axe finds nothing on any screen, dark or in print."""

from __future__ import annotations

import html
import json
import re
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from tests.needs import browser
from tests.summary.rendering import render
from tests.summary.reviews import PLAN, SECOND
from tests.summary.scripts import SCRIPT

AUDIENCES = ("everyone", "family", "child", "actions")
LOOKS = {
    "wide": (1200, ""),
    "of a telephone": (360, ""),
    "at 200 %": (640, ""),
    "dark": (1200, "@media screen and (prefers-color-scheme: dark)"),
    "in print": (800, "@media print"),
}
"""The width of the window, and which of a page's rules are made to hold always."""

_RUN = """<script>%s</script><script>
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(found => {
  const told = document.createElement("pre");
  told.id = "found";
  const short = one => [one.id, one.nodes.map(node => node.html)];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  told.textContent = JSON.stringify({against: found.violations.map(short), wide: wide,
    passes: found.passes ? found.passes.length : -1});
  document.body.append(told);
});
</script></body>"""


def checked(page: str, width: int, always: str, folder: Path) -> dict[str, object]:
    """Return what axe has against a page, and how much wider it is than its window."""
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    page = re.sub("<meta http-equiv=.Content-Security-Policy[^>]*>", "", page)
    page = page.replace(always, "@media all") if always else page
    source = folder / "page.html"
    source.write_text(page.replace("</body>", _RUN.replace("%s", axe)), encoding="utf-8")
    told = subprocess.run(
        [
            browser(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder}/browser",
            f"--window-size={width},1000",
            "--virtual-time-budget=60000",
            "--dump-dom",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    ).stdout.decode()
    found = re.search('<pre id="found">(.*?)</pre>', told, re.DOTALL)
    assert found is not None, "axe did not come to an end"
    result: dict[str, object] = json.loads(html.unescape(found[1]))
    return result


@pytest.mark.sampled(3)
@pytest.mark.needs("browser")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_keeps_anybody_from_reading_it(audience: str, look: str, tmp_path: Path) -> None:
    page = render(PLAN, SECOND, SCRIPT, kind="html", audience=audience)
    width, always = LOOKS[look]
    assert (not always) or audience == "child" or always in page
    found = checked(page, width, always, tmp_path)
    assert found["against"] == []
    assert found["wide"] == 0, "nobody has to move the page sideways"


@pytest.mark.needs("browser")
def test_a_page_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    bad = "<html><head></head><body><img src='x.png'><p style='color:#eee'>pale</p></body></html>"
    assert checked(bad, 800, "", tmp_path)["against"]

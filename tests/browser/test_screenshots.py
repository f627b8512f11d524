"""The pictures of four screens that the README shows; `make screenshots` writes them."""

import struct

import pytest

from support.browser import Opener
from support.pages import ROOT, WRITING

PICTURES = ROOT / "docs" / "pictures"
SIZE = (1280, 860)
SHOWN = {
    "enterprise": "/#/enterprise/91410400XN0000047P?asOf=2026-06-30&open=pds-2021-7/1",
    "chain": "/#/chain/91350200XN00001L2X?asOf=2026-06-30",
    "agency": "/#/agency/ny-county-tax?asOf=2026-11-20",
    "document": "/#/document/pds-2021-7?line=83&quote=同等条件下优先考虑",
}


@pytest.mark.parametrize("name", SHOWN)
async def test_the_readmes_show_the_screen(opened: Opener, name: str) -> None:
    picture = PICTURES / f"explorer-{name}.png"
    if WRITING:
        watched = await opened("zh-CN")
        await watched.page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
        await watched.open(SHOWN[name])
        await watched.page.wait_for_timeout(1_000)
        await watched.page.screenshot(path=picture)
    # A PNG's width and height stand in its first chunk.
    assert struct.unpack(">II", picture.read_bytes()[16:24]) == SIZE
    for page in ("README.md", "README.zh-CN.md"):
        assert f"docs/pictures/explorer-{name}.png" in (ROOT / page).read_text("utf-8")

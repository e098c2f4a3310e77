"""Build the pages and lists of a content repository, without search nor feed: what Hugo does.

Run as `python -m bench.pages_only FOLDER OUTPUT`.
"""

import sys
from datetime import date
from pathlib import Path

from generator import commands, pipeline
from generator.load import load_theme
from generator.render.assets import render_assets
from generator.render.html import make_environment, render_page, site_values
from generator.write import write_site

TODAY = date(2026, 11, 21)


def build_pages(root: Path, output: Path) -> None:
    """Load, parse, plan, draw the pages, write them."""
    folders = commands.folders(root)
    plan = pipeline.check(folders, TODAY, lambda *_: None).plan
    assert plan is not None, "the corpus is right"
    theme = load_theme(folders.theme)
    environment, site = make_environment(theme), site_values(plan)
    assets, files = render_assets(theme, plan.settings)
    pages = (render_page(environment, page, site, assets) for page in plan.pages)
    write_site((*files, *pages), output, (root / "content",))


if __name__ == "__main__":
    build_pages(Path(sys.argv[1]), Path(sys.argv[2]))

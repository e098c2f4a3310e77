"""The published scripts: shorter, and the same programs."""

import re
import subprocess
from pathlib import Path

import pytest

from generator.render.scripts import shorten_script

SCRIPTS = Path(__file__).parents[2] / "theme" / "assets" / "js"
OURS = sorted(path for path in SCRIPTS.rglob("*.js") if "vendor" not in path.parts)
SOURCE = b"""\
/**
 * Says what it does.
 * @param {string} text // not a line of code
 */
export const answer = (text) =>
  // why
  /["'`*/]+\\/\\*`/u.test(text) // the end of a line stays
    ? text.replace(/[^a-z0-9]+/g, "  // no comment")
    : `a  b ${`  /* ${text} */  `}`;

/* one more */ export const other = 2 /
  3;
"""
PUBLISHED = b"""\
export const answer = (text) =>
/["'`*/]+\\/\\*`/u.test(text) // the end of a line stays
? text.replace(/[^a-z0-9]+/g, "  // no comment")
: `a  b ${`  /* ${text} */  `}`;
/* one more */ export const other = 2 /
3;
"""
LONG_TEMPLATE = b"/** Why. */\nexport const page = `\n  // text\n  more`;\n"


@pytest.mark.parametrize("script", OURS, ids=lambda path: path.relative_to(SCRIPTS).as_posix())
def test_a_published_script_is_a_valid_module_without_its_comments(
    script: Path, tmp_path: Path
) -> None:
    source = script.read_bytes()
    shortened = shorten_script(f"js/{script.relative_to(SCRIPTS).as_posix()}", source)
    published = tmp_path / "module.mjs"
    published.write_bytes(shortened)

    subprocess.run(["node", "--check", str(published)], check=True, capture_output=True)

    assert not re.search(rb"^\s*(//|/\*((?!\*/).)*\*/$)", shortened, re.MULTILINE | re.DOTALL)
    assert b"\n " not in shortened
    assert len(shortened) < len(source)


def test_only_whole_lines_of_comment_and_blanks_before_code_go() -> None:
    assert shorten_script("js/a.js", SOURCE) == PUBLISHED


def test_a_template_over_several_lines_keeps_its_script_whole() -> None:
    assert shorten_script("js/a.js", LONG_TEMPLATE) == LONG_TEMPLATE


def test_what_others_wrote_keeps_its_licence() -> None:
    vendored = SCRIPTS / "vendor" / "lunr.js"

    assert shorten_script("js/vendor/lunr.js", vendored.read_bytes()) == vendored.read_bytes()

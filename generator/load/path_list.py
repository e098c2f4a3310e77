"""Load: a list of paths, as `git diff -z --name-only` or an editor writes it → the paths."""

from pathlib import Path


def load_path_list(path: Path) -> frozenset[str]:
    """Paths separated by NUL characters or line ends; whatever is not text is no path of ours."""
    text = path.read_bytes().decode("utf-8", "replace")
    return frozenset(name for name in text.replace("\0", "\n").split("\n") if name)

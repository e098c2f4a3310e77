"""The layout, as rules that a machine checks: imports, doors, disk, sizes, names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
STAGES = ("load", "parse", "plan", "render", "write")

# What every stage may share: types and pure functions. Standard library only, but for `timetable`,
# the door of the opening hours that parse judges, plan tells and render publishes.
SHARED = {
    "booklet_view",
    "characters",
    "chart_view",
    "contradictions",
    "data_inclusion",
    "diagnostics",
    "eligibility",
    "eligibility_facts",
    "eligibility_rule",
    "eligibility_view",
    "entries",
    "evenements",
    "french_words",
    "freshness",
    "freshness_view",
    "glossary_view",
    "history",
    "links",
    "list_view",
    "manques",
    "mirror_view",
    "model",
    "news",
    "observatory",
    "observatory_view",
    "page_views",
    "parcours",
    "published",
    "quality",
    "quality_view",
    "settings",
    "shares",
    "site_plan",
    "situations",
    "solutions",
    "timetable",
    "view_parts",
}

# Each third-party package is imported here and nowhere else.
DOORS = {
    "click": {
        "booklet_commands.py",
        "cli.py",
        "command_options.py",
        "entry_commands.py",
        "french_click.py",
        "import_commands.py",
        "link_commands.py",
        "list_commands.py",
    },
    "icalendar": {"render/calendar.py"},
    "jinja2": {"render/html.py"},
    "jsonschema": {"parse/schema.py"},
    "jsonschema_rs": {"parse/first_pass.py"},
    "lunr": {"render/search/lunr_index.py"},
    "markdown_it": {"parse/rich_text.py"},
    "opening_hours": {"timetable.py"},
    "phonenumbers": {"parse/phone.py"},
    "pyarrow": {"render/tables/parquet.py"},
    "referencing": {"parse/schema.py"},  # jsonschema's own registry
    "rich": {"progress.py"},
    "segno": {"render/qr.py"},
    "snowballstemmer": {"render/french.py"},
    "watchfiles": {"server.py"},
    "weasyprint": {"render/pdf.py"},
    "xlsxwriter": {"render/tables/workbook.py"},
    "yaml": {"load/yaml_document.py"},
}
# The local server reads the site that it serves; it is beside the pipeline, not in it.
READERS = {"load", "write", "server.py", "served_site.py"}
DISK_MODULES = {"os", "shutil", "tempfile", "io"}
DISK_METHODS = {
    "open",
    "read_bytes",
    "read_text",
    "write_bytes",
    "write_text",
    "mkdir",
    "unlink",
    "rename",
    "replace",
    "rglob",
    "iterdir",
}
OUTSIDE_WORLD = {"random", "secrets", "socket", "subprocess", "time", "urllib.request", "http"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "manager", "core"}
MAX_MODULE = 300
MAX_FUNCTION = 50
SMALL = {"pipeline.py": 110, "cli.py": 300}


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def stage(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


STAGED = [path for path in MODULES if stage(path) in STAGES]
PURE = [path for path in STAGED if stage(path) not in {"load", "write"}]
DISKLESS = [path for path in MODULES if stage(path) not in READERS and name(path) != "cli.py"]
SILENT = [path for path in MODULES if name(path) != "cli.py"]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: relative import"
            if node.module == "generator":
                yield from (f"generator.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def test_the_listing_shows_the_pipeline() -> None:
    folders = {item.name for item in PACKAGE.iterdir() if (item / "__init__.py").is_file()}

    assert folders == set(STAGES)


@pytest.mark.parametrize("path", STAGED, ids=name)
def test_a_stage_imports_itself_and_what_is_shared(path: Path) -> None:
    inside = [module.split(".")[1] for module in imports(path) if module.startswith("generator.")]

    assert set(inside) <= {stage(path), *SHARED}


@pytest.mark.parametrize("shared", sorted(SHARED))
def test_what_is_shared_needs_the_standard_library_and_its_own_door(shared: str) -> None:
    found = {module.split(".")[0] for module in imports(PACKAGE / f"{shared}.py")}
    doors = {library for library, modules in DOORS.items() if f"{shared}.py" in modules}

    assert found - doors <= {
        "array",
        "collections",
        "dataclasses",
        "datetime",
        "enum",
        "functools",
        "generator",
        "itertools",
        "re",
        "types",
        "typing",
        "unicodedata",
    }


def test_a_stage_is_entered_by_its_front_door() -> None:
    outside = [path for path in MODULES if stage(path) not in STAGES]
    assert outside
    deep = {
        (name(path), module)
        for path in outside
        for module in imports(path)
        if module.startswith("generator.") and module.count(".") > 1
    }

    assert deep == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_library_has_one_door(path: Path) -> None:
    for module in imports(path):
        doors = DOORS.get(module.split(".")[0])
        assert doors is None or name(path) in doors, f"{module} has its door in {doors}"


def test_every_door_is_used() -> None:
    opened = {(module.split(".")[0], name(path)) for path in MODULES for module in imports(path)}

    assert {(library, door) for library, doors in DOORS.items() for door in doors} <= opened


@pytest.mark.parametrize("path", DISKLESS, ids=name)
def test_only_load_and_write_touch_the_disk(path: Path) -> None:
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
    }
    text_methods = {"replace"}  # of str and of dataclasses as well

    assert not calls & (DISK_METHODS - text_methods)
    assert not set(imports(path)) & DISK_MODULES


@pytest.mark.parametrize("path", SILENT, ids=name)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "sys.exit", "exit", "click.echo", "sys.stdout.write"}


@pytest.mark.parametrize("path", PURE, ids=name)
def test_a_stage_knows_no_clock_no_chance_no_network(path: Path) -> None:
    calls = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}

    assert not set(imports(path)) & OUTSIDE_WORLD
    assert not calls & {"date.today", "datetime.now", "datetime.today", "os.environ.get"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_named_for_what_it_holds_and_explained(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    parts = {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts}

    assert lines <= SMALL.get(name(path), MAX_MODULE)
    assert not parts & FORBIDDEN_NAMES
    assert ast.get_docstring(tree(path)), "the first line says what is turned into what"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MAX_FUNCTION, node.name


@pytest.mark.parametrize(
    "module", ["chart_view", "entries", "model", "observatory_view", "page_views", "site_plan"]
)
def test_what_crosses_a_border_is_frozen(module: str) -> None:
    classes = [
        node for node in tree(PACKAGE / f"{module}.py").body if isinstance(node, ast.ClassDef)
    ]
    assert classes
    for node in classes:
        if node.name == "Plain":  # a string
            continue
        decorators = " ".join(ast.unparse(decorator) for decorator in node.decorator_list)
        assert "frozen=True" in decorators, node.name
        assert "slots=True" in decorators, node.name

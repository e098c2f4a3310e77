"""The layout, as rules that a machine checks: imports, doors, disk, sizes, names."""

import ast
from collections.abc import Iterator
from functools import cache
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
    "entry_lines",
    "evenements",
    "flat_entry",
    "flat_reader",
    "flat_values",
    "form_fields",
    "form_view",
    "french_hours",
    "french_words",
    "freshness",
    "freshness_view",
    "glossary_view",
    "history",
    "issue_answers",
    "issue_body",
    "issue_entries",
    "issue_form",
    "issue_templates",
    "issue_words",
    "links",
    "list_view",
    "machine",
    "manques",
    "mirror_view",
    "model",
    "new_territory",
    "news",
    "observatory",
    "observatory_view",
    "outline",
    "page_views",
    "parcours",
    "proposal",
    "published",
    "quality",
    "quality_view",
    "settings",
    "shares",
    "site_plan",
    "situations",
    "solutions",
    "table_cells",
    "table_entries",
    "table_layout",
    "table_rows",
    "tidying",
    "timetable",
    "view_parts",
}

# Each third-party package is imported here and nowhere else.
DOORS = {
    "click": {
        "booklet_commands.py",
        "cli.py",
        "cms_commands.py",
        "command_options.py",
        "diff_commands.py",
        "doctor_commands.py",
        "editor_commands.py",
        "entry_commands.py",
        "export_commands.py",
        "fix_commands.py",
        "french_click.py",
        "import_commands.py",
        "import_options.py",
        "init_commands.py",
        "issue_commands.py",
        "link_commands.py",
        "list_commands.py",
        "owner_commands.py",
        "table_commands.py",
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
    "xlsxwriter": {"render/tables/xlsx_file.py"},
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


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


@cache
def calls(path: Path) -> frozenset[str]:
    """What a file calls, as it is written: « date.today »."""
    return frozenset(ast.unparse(node.func) for node in nodes(path) if isinstance(node, ast.Call))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module that a file imports, wherever in the file."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in nodes(path):
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


def test_a_stage_imports_itself_and_what_is_shared() -> None:
    strangers = [
        (name(path), module)
        for path in STAGED
        for module in imports(path)
        if module.startswith("generator.") and module.split(".")[1] not in {stage(path), *SHARED}
    ]

    assert strangers == []


def test_what_is_shared_needs_the_standard_library_and_its_own_door() -> None:
    allowed = {
        "array",
        "collections",
        "dataclasses",
        "datetime",
        "decimal",
        "difflib",
        "enum",
        "functools",
        "generator",
        "itertools",
        "json",
        "re",
        "types",
        "typing",
        "unicodedata",
    }
    for shared in sorted(SHARED):
        found = {module.split(".")[0] for module in imports(PACKAGE / f"{shared}.py")}
        doors = {library for library, modules in DOORS.items() if f"{shared}.py" in modules}

        assert found - doors <= allowed, shared


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


def test_a_library_has_one_door() -> None:
    strangers = [
        (name(path), module)
        for path in MODULES
        for module in imports(path)
        if name(path) not in DOORS.get(module.split(".")[0], {name(path)})
    ]

    assert strangers == []


def test_every_door_is_used() -> None:
    opened = {(module.split(".")[0], name(path)) for path in MODULES for module in imports(path)}

    assert {(library, door) for library, doors in DOORS.items() for door in doors} <= opened


def test_only_load_and_write_touch_the_disk() -> None:
    text_methods = {"replace"}  # of str and of dataclasses as well
    for path in DISKLESS:
        called = {call.rpartition(".")[2] for call in calls(path)}

        assert not called & (DISK_METHODS - text_methods), name(path)
        assert not set(imports(path)) & DISK_MODULES, name(path)


def test_only_the_command_line_prints_and_exits() -> None:
    said = {"print", "sys.exit", "exit", "click.echo", "sys.stdout.write"}

    assert [name(path) for path in SILENT if calls(path) & said] == []


def test_a_stage_knows_no_clock_no_chance_no_network() -> None:
    clocks = {"date.today", "datetime.now", "datetime.today", "os.environ.get"}

    assert [path for path in PURE if set(imports(path)) & OUTSIDE_WORLD] == []
    assert [path for path in PURE if calls(path) & clocks] == []


def test_a_module_is_short_named_for_what_it_holds_and_explained() -> None:
    for path in MODULES:
        lines = path.read_text(encoding="utf-8").count("\n")
        parts = {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts}

        assert lines <= SMALL.get(name(path), MAX_MODULE), name(path)
        assert not parts & FORBIDDEN_NAMES, name(path)
        assert ast.get_docstring(tree(path)), f"{name(path)}: what is turned into what"


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{name(path)}: {node.name}"
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION
    ]

    assert long == []


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

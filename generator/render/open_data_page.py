"""Render: a page that presents files, as planned → the same, true of the files that were made.

Each file has its weight; what this build does not make (an optional library is absent) is left out,
with the examples that need it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.model import Artifact
from generator.page_views import InformationView, OpenDataView
from generator.site_plan import Page
from generator.view_parts import DatasetView, FeedFile, FileGroup

_NBSP = "\u00a0"


def with_made_files(page: Page, made: Iterable[Artifact]) -> Page:
    """The same page, but for the one of open data and those that have files to download."""
    view = page.view
    if isinstance(view, InformationView) and view.files:
        sizes = {artifact.path: len(artifact.content) for artifact in made}
        return replace(page, view=replace(view, files=tuple(_files(view.files, sizes))))
    if not isinstance(view, OpenDataView):
        return page
    weights = {artifact.path: len(artifact.content) for artifact in made}
    usages = tuple(usage for usage in view.usages if all(need in weights for need in usage.needs))
    starts, groups = _made(view.starts, weights), _made(view.groups, weights)
    return replace(page, view=replace(view, starts=starts, groups=groups, usages=usages))


def made_datasets(
    datasets: Iterable[DatasetView], made: Iterable[Artifact]
) -> tuple[DatasetView, ...]:
    """The sets of data with the files that were made, for who describes them beside the page."""
    paths = {artifact.path for artifact in made}
    found = (
        replace(dataset, files=tuple(file for file in dataset.files if file.url in paths))
        for dataset in datasets
    )
    return tuple(dataset for dataset in found if dataset.files)


def _made(groups: Iterable[FileGroup], weights: Mapping[str, int]) -> tuple[FileGroup, ...]:
    found = (_group(group, weights) for group in groups)
    return tuple(group for group in found if group.files)


def _group(group: FileGroup, weights: Mapping[str, int]) -> FileGroup:
    """A page that presents files is drawn with the others: it has no weight here."""
    return replace(group, files=tuple(_files(group.files, weights)))


def _files(files: Iterable[FeedFile], weights: Mapping[str, int]) -> Iterator[FeedFile]:
    for file in files:
        if _path(file.url) in weights:
            yield replace(file, size=weight_text(weights[_path(file.url)]))
        elif file.media_type == "text/html":
            yield file


def _path(url: str) -> str:
    """The file that answers an address: a folder by its index."""
    return f"{url}index.html" if url.endswith("/") else url


def weight_text(octets: int) -> str:
    """840 octets, 12 ko, 1,4 Mo: what a telephone's plan counts."""
    if octets < 1000:
        return f"{octets}{_NBSP}octet{'s' if octets > 1 else ''}"
    if octets < 999_500:
        return f"{(octets + 500) // 1000}{_NBSP}ko"
    tenths = (octets + 50_000) // 100_000
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}{_NBSP}Mo" if rest and whole < 100 else f"{whole}{_NBSP}Mo"

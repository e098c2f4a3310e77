"""Which addresses leave the site, and where each of them is written."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.links import Link
from generator.load import load_content, read_content
from generator.parse import find_outgoing_links
from tests.conftest import REPOSITORY, Site

ENTRY = """---
nom: Garage des liens
structure: garage-du-lac
lien_source: "https://www.exemple.fr/page"
lien_mobilisation: "https://www.exemple.fr/demande"
sources:
  - nom: Le site
    url: "https://www.exemple.fr/page"
---

Un texte avec [un lien](https://texte.exemple.fr/a(b)), `https://code.exemple.fr/`,
et encore <https://texte.exemple.fr/fin>.

- [Appeler](tel:+33123456789), [écrire](mailto:a@exemple.fr)
- [une référence][1]

[1]: https://texte.exemple.fr/reference
"""


def links(site: Site) -> dict[str, Link]:
    found = find_outgoing_links(load_content(site.root).value.documents)
    return {link.url: link for link in found}


def places(link: Link) -> list[tuple[str, int, str]]:
    return [(Path(use.path).name, use.line, use.champ) for use in link.uses]


def test_addresses_are_found_in_fields_and_in_the_text_with_their_line(site: Site) -> None:
    site.lay("content/services/liens.md", ENTRY)
    found = {url: link for url, link in links(site).items() if ".exemple.fr/" in url}
    own = {
        url: [place for place in places(link) if place[0] == "liens.md"]
        for url, link in found.items()
    }

    assert {url: found for url, found in own.items() if found} == {
        "https://www.exemple.fr/page": [
            ("liens.md", 4, "lien_source"),
            ("liens.md", 8, "sources.0.url"),
        ],
        "https://www.exemple.fr/demande": [("liens.md", 5, "lien_mobilisation")],
        "https://texte.exemple.fr/a(b)": [("liens.md", 11, "description")],
        "https://texte.exemple.fr/fin": [("liens.md", 12, "description")],
        "https://texte.exemple.fr/reference": [("liens.md", 15, "description")],
    }


def test_a_refused_entry_is_read_as_well(site: Site) -> None:
    site.lay("content/services/liens.md", ENTRY.replace("nom:", "inconnu:", 1))

    assert "https://www.exemple.fr/demande" in links(site)


def test_what_leads_to_the_service_weighs_more_than_a_source_and_an_ended_one_little(
    site: Site,
) -> None:
    site.lay("content/services/liens.md", ENTRY)
    found = links(site)
    weights = [
        found[url].weight
        for url in ("https://www.exemple.fr/demande", "https://www.exemple.fr/page")
    ]
    site.lay("content/services/liens.md", ENTRY.replace("nom:", "etat: termine\nnom:", 1))

    assert weights == [5, 4]
    assert links(site)["https://www.exemple.fr/demande"].weight == 1


def test_the_structure_that_answers_for_an_entry_is_known(site: Site) -> None:
    site.lay("content/services/liens.md", ENTRY)
    (use,) = links(site)["https://www.exemple.fr/demande"].uses

    assert (use.structure, use.nom, use.id) == ("garage-du-lac", "Garage des liens", "liens")


def test_what_is_no_public_address_is_never_a_link(site: Site) -> None:
    for rank, url in enumerate(
        (
            "http://localhost/",
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://169.254.169.254/latest",
            "http://2130706433/",
            "https://moi@exemple.fr/",
            "https://exemple.fr:8080/",
            "https://exemple.fr/a b",
            "ftp://exemple.fr/",
            "https://ехample.fr/",
        )
    ):
        site.lay(f"content/services/l{rank}.md", ENTRY.replace("https://www.exemple.fr/page", url))
        assert url not in links(site)
        assert "https://www.exemple.fr/demande" in links(site)


def test_the_address_of_the_site_itself_is_not_visited(site: Site) -> None:
    settings = (site.root / "guichet.yaml").read_text("utf-8")
    site.lay("guichet.yaml", f"{settings}depot: https://depot.exemple.fr/ici\n")

    assert "https://depot.exemple.fr/ici" not in links(site)
    assert not [url for url in links(site) if "example.org/guichet-unique" in url]


def test_every_address_of_the_real_entries_is_found() -> None:
    """Against a plain reading of the files."""
    documents = load_content(REPOSITORY).value.documents
    found = {link.url for link in find_outgoing_links(documents)}
    written = set()
    for path in (REPOSITORY / "content").rglob("*.md"):
        for line in path.read_text("utf-8").splitlines():
            for before, _, after in [line.partition("](https://")]:
                if after and before:
                    written.add("https://" + after.partition(")")[0])
            name, _, value = line.strip().removeprefix("- ").partition(": ")
            if name in ("url", "lien_source", "lien_mobilisation", "site_web"):
                written.add(value.strip('"'))

    assert len(written) > 50
    assert written <= found


MODEL = (REPOSITORY / "content/services/garantie-visale.md").read_bytes()


@given(st.lists(st.tuples(st.integers(0, len(MODEL) - 1), st.binary(max_size=6)), max_size=8))
def test_whatever_a_file_became_it_is_read(changes: list[tuple[int, bytes]]) -> None:
    content = MODEL
    for place, put in changes:
        content = content[:place] + put + content[place + len(put) :]
    outcome, _ = read_content(content, "content/services/essai.md", "services")
    found = find_outgoing_links([outcome.value] if outcome.value is not None else [])

    for link in found:
        assert link.url.isprintable()
        assert link.url.startswith(("https://", "http://"))
        assert all(use.line >= 1 for use in link.uses)

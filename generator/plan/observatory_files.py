"""Plan: the files of the observatory → what the page of open data says of each."""

from generator.plan import urls

_CSV = "text/csv"
_JSON = "application/json"
_Row = tuple[str, str, str, str, str]  # label, URL, note, media type, standard


def observatory_tables(own: str) -> tuple[_Row, ...]:
    """What a spreadsheet opens; `own` is where the descriptions of our tables are."""
    return (
        (
            "L’observatoire\u00a0: qui est servi",
            urls.COVERAGE_CSV,
            "par territoire, besoin et public\u00a0: services, communes et habitants servis",
            _CSV,
            f"{own}observatoire.tableschema.json",
        ),
        (
            "L’observatoire mois par mois, pour un tableur",
            urls.HISTORY_CSV,
            "par besoin, public et territoire\u00a0: combien d’aides, combien d’habitants servis",
            _CSV,
            f"{own}observatoire-historique.tableschema.json",
        ),
        (
            "La fraîcheur des fiches, pour un tableur",
            urls.FRESHNESS_CSV,
            "à jour, à revoir, périmée ou retirée, depuis quand, et à qui de vérifier",
            _CSV,
            f"{own}fraicheur.tableschema.json",
        ),
        (
            "La qualité des fiches, pour un tableur",
            urls.QUALITY_CSV,
            "le score de chacune, critère par critère, et ce qui manque",
            _CSV,
            f"{own}qualite.tableschema.json",
        ),
        (
            "Les contradictions, pour un tableur",
            urls.CONTRADICTIONS_CSV,
            "ce que deux fiches, ou un texte et un champ, disent autrement",
            _CSV,
            f"{own}contradictions.tableschema.json",
        ),
    )


def observatory_documents(schemas: str) -> tuple[_Row, ...]:
    """What a program reads; `schemas` is where they are described."""
    return (
        (
            "L’observatoire",
            urls.COVERAGE_JSON,
            "qui est servi, ce qui manque\u00a0; un fichier par territoire",
            _JSON,
            f"{schemas}feed/observatoire.schema.json",
        ),
        (
            "L’observatoire mois par mois",
            urls.HISTORY_JSON,
            "qui est servi, ce qui manque, ce qui est à jour\u00a0; un fichier par mois",
            _JSON,
            f"{schemas}feed/observatoire_historique.schema.json",
        ),
    )

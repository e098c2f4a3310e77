"""Plan: the site's address → how to use its data: examples to copy, which the tests run."""

from dataclasses import replace

from generator.view_parts import Usage


def data_usages(site: str) -> tuple[Usage, ...]:
    """Every example, with the address of the site in it."""
    return tuple(replace(usage, code=usage.code.replace("{site}", site)) for usage in _USAGES)


_USAGES = (
    Usage(
        heading="Dans un tableur",
        anchor="tableur",
        text="Téléchargez «\u00a0services-tableur.csv\u00a0» et ouvrez-le\u00a0: accents et "
        "colonnes sont reconnus. Pour un tableau qui se met à jour seul, donnez son adresse à "
        "votre tableur (dans Excel\u00a0: Données, À partir du web), ou cette formule à Google "
        "Sheets.",
        code='=IMPORTDATA("{site}donnees/services.csv")',
        language="formule",
        needs=("donnees/services.csv", "donnees/services-tableur.csv"),
    ),
    Usage(
        heading="Avec curl",
        anchor="curl",
        text="Un fichier, tous les services, un par ligne.",
        code='curl --fail --silent --show-error --remote-name "{site}api/v1/services.ndjson"',
        language="sh",
        needs=("api/v1/services.ndjson",),
    ),
    Usage(
        heading="En Python",
        anchor="python",
        text="Sans rien installer. Ici, les aides qui s’adressent aux intérimaires.",
        code="""import json
from urllib.request import urlopen

with urlopen("{site}api/v1/services.json") as answer:
    feed = json.load(answer)
for service in feed["services"]:
    if "interimaire" in service.get("statuts", ()):
        print(service["nom"], service["url"])
print("Source :", feed["attribution"], feed["generated_at"])""",
        language="python",
        needs=("api/v1/services.json",),
    ),
    Usage(
        heading="Sur une page web",
        anchor="javascript",
        text="Les navigateurs peuvent lire ces fichiers depuis un autre site. "
        "Ici, la liste des aides à la mobilité, dans l’ordre de notre page.",
        code="""const answer = await fetch("{site}api/v1/categories/mobilite.json");
const { categorie, attribution, generated_at } = await answer.json();
for (const fiche of categorie.liste) {
  console.log(fiche.nom, fiche.url);
}
console.log(`Source : ${attribution}, ${generated_at}`);""",
        language="js",
        needs=("api/v1/categories/mobilite.json",),
    ),
    Usage(
        heading="Avec DuckDB",
        anchor="duckdb",
        text="Après avoir téléchargé «\u00a0services.ndjson\u00a0»\u00a0: combien de services "
        "par thématique\u00a0?",
        code="""SELECT thematique, count(*) AS services
FROM (SELECT unnest(thematiques) AS thematique FROM 'services.ndjson')
GROUP BY thematique
ORDER BY services DESC, thematique
LIMIT 10;""",
        language="sql",
        needs=("api/v1/services.ndjson",),
    ),
)

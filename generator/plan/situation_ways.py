"""Plan: a service and who provides it → how to ask when all that one holds is a sheet of paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from generator.entries import Service, Structure
from generator.plan import urls
from generator.plan.wording import NBSP, phone_text

LONGEST_ADDRESS = 45  # signs: nobody copies more by hand


@dataclass(frozen=True, slots=True)
class Ways:
    """Says it once for each service, however many sheets show it."""

    structures: Mapping[str, Structure]
    site_url: str
    said: dict[str, str] = field(default_factory=dict)

    def on_paper(self, service: Service) -> str:
        """A phone, else a mail; else those of the provider; else an address that one can type."""
        if service.id not in self.said:
            self.said[service.id] = next(filter(None, self._ways(service)))
        return self.said[service.id]

    def _ways(self, service: Service) -> Iterable[str]:
        structure = self.structures[service.structure]
        yield _phone(service.telephone)
        yield service.courriel or ""
        site = _short(service.lien_mobilisation) or _short(structure.site_web)
        call = _phone(structure.telephone)
        yield f"{call}, ou {site}" if call and site else call
        yield _short(service.lien_mobilisation)
        yield structure.courriel or ""
        yield _short(structure.site_web)
        page = f"{self.site_url.rstrip('/')}/{urls.service_url(service.id)}"
        yield f"Fiche{NBSP}: {page.removeprefix('https://').removeprefix('http://')}"


def _phone(number: str | None) -> str:
    return f"Tél.{NBSP}{phone_text(number)}" if number else ""


def _short(address: str | None) -> str:
    """An address as one types it; a long one is not said, nor a part of it that leads elsewhere."""
    if not address or urlsplit(address).query:
        return ""
    words = address.removeprefix("https://").removeprefix("http://").removesuffix("/")
    return words if len(words) <= LONGEST_ADDRESS else ""

"""Parse: one policy for addresses; what it lets through, a browser follows to a named host only."""

from collections.abc import Collection
from urllib.parse import urlsplit

import pytest

from generator.parse.urls import MAX_URL, find_url_fault

GOOD = (
    "https://example.org",
    "https://example.org/",
    "https://www.example.org/a/b-c_d.html",
    "https://www.example.org/?q=permis&page=2#resultats",
    "https://www.example.org/recherche?mots=aide%20au%20permis",
    "https://www.example.org/%C3%A9t%C3%A9",
    "https://www.example.org/été/œuvre",
    "https://sous.domaine.tres-long.example.org/a;b,c:d@e/~f!$&'()*+=",
    "https://EXAMPLE.org/",
    "HTTPS://example.org/",
    "https://example.org:443/",
    "https://example.org./",
    "https://example.museum/",
    "https://123.example.org/",
    "https://1-2-3.example.org/",
    "https://service.gouv.fr/path?url=https://autre.example.org",
    "https://example.org/#!/page",
    "https://example.org/?a[]=1",
    "https://" + "a" * 63 + ".example.org/",
    "https://example.org/" + "a" * 1_900,
)

HOSTILE = (
    # other schemes
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "jav&#x0A;ascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://example.org/1",
    "filesystem:https://example.org/a",
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://example.org/",
    "ws://example.org/",
    "wss://example.org/",
    "view-source:https://example.org/",
    "intent://example.org/#Intent;end",
    "about:blank",
    "chrome://settings",
    "feed:https://example.org/",
    "jar:https://example.org/a!/b",
    "sms:0612345678",
    "mailto:a@example.org",
    "tel:0465710012",
    # no scheme, or half of one
    "",
    "/",
    "//example.org",
    "///example.org",
    "/\\example.org",
    "\\\\example.org",
    "example.org",
    "www.example.org",
    "../autre.html",
    "#ancre",
    "?q=1",
    "https:",
    "https:/",
    "https://",
    "https:///",
    "https:example.org",
    "https:/example.org",
    "https:///example.org",
    "https:\\\\example.org",
    "https://\\example.org",
    "https:/\\example.org",
    "https//example.org",
    "http s://example.org",
    # who one believes to visit
    "https://www.caf.fr@example.org/",
    "https://www.caf.fr:pass@example.org/",
    "https://www.caf.fr%40example.org/",
    "https://@example.org/",
    "https://:@example.org/",
    "https://www.caf.fr\\@example.org/",
    "https://example.org\\.caf.fr/",
    "https://example.org:8080/",
    "https://example.org:0/",
    "https://example.org:99999/",
    "https://example.org:443a/",
    "https://example.org:٤٤٣/",
    # hosts without a name
    "https://127.0.0.1/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[v1.a]/",
    "https://[",
    "https://[example.org]/",
    "https://localhost/",
    "https://intranet/",
    "https://example/",
    "https://.example.org/",
    "https://example..org/",
    "https://-example.org/",
    "https://example-.org/",
    "https://exa_mple.org/",
    "https://exa mple.org/",
    "https://example.o/",
    "https://example.123/",
    "https://" + "a" * 64 + ".example.org/",
    "https://" + "a." * 130 + "org/",
    "https://ex%61mple.org/",
    "https://example%2eorg/",
    "https://example.org%00.caf.fr/",
    "https://*.example.org/",
    # look-alike letters
    "https://exаmple.org/",
    "https://еxample.org/",
    "https://example。org/",
    "https://example．org/",
    "https://ｅｘａｍｐｌｅ.org/",
    "https://café.example/",
    "https://xn--caf-dma.example/",
    "https://www.xn--example-abc.org/",
    "https://XN--caf-dma.example/",
    "https://example.xn--p1ai/",
    "https://examp\u00adle.org/",
    "https://example\u200b.org/",
    # spaces, line ends, markup
    "https://example.org/a b",
    "https://example.org/a\tb",
    "https://example.org/a\nb",
    "https://example.org/\r\nSet-Cookie:a",
    "https://example.org/\0",
    "https://example.org/\u00a0a",
    "https://example.org/\u2028a",
    " https://example.org/",
    "https://example.org/ ",
    "https://example.org/\\..\\a",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/<script>alert(1)</script>",
    "https://example.org/`id`",
    "https://example.org/?q=<b>",
    "https://example.org/" + "a" * MAX_URL,
)


@pytest.mark.parametrize("url", GOOD)
def test_a_good_address_is_accepted(url: str) -> None:
    assert find_url_fault(url, ()) is None
    assert find_url_fault(url, (), in_text=True) is None


@pytest.mark.parametrize("url", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_address_is_refused(url: str) -> None:
    fault = find_url_fault(url, ())

    assert fault is not None
    assert fault.code == "url-invalide"
    assert not fault.warning
    assert fault.hint


def test_there_are_enough_of_both() -> None:
    assert len(set(GOOD)) >= 15
    assert len(set(HOSTILE)) >= 100


@pytest.mark.parametrize("url", ["http://example.org/", "HTTP://example.org:80/a"])
def test_an_address_without_protection_is_a_warning(url: str) -> None:
    fault = find_url_fault(url, ())

    assert fault is not None
    assert (fault.code, fault.warning) == ("url-non-securisee", True)


LINKS = (
    "mailto:contact@example.org",
    "mailto:a.b+c@sous.example.org",
    "tel:0465710012",
    "tel:+33465710012",
    "tel:115",
)
HOSTILE_LINKS = (
    "mailto:",
    "mailto:a",
    "mailto:a@",
    "mailto:a@b@c.fr",
    "mailto:a@example.org?cc=b@example.org",
    "mailto:a@example.org?body=x",
    "mailto:a@example.org%0ACc:b@example.org",
    "mailto:a@example.org,b@example.org",
    "mailto:a@example.org;b@example.org",
    "mailto://a@example.org",
    "mailto:a@exаmple.org",
    "mailto:a@example.org\n",
    "mailto:a@-.-.",
    "mailto:a@.....",
    "mailto:a@127.0.0.1",
    "tel:",
    "tel:*#06#",
    "tel:%2A%2306%23",
    "tel:04 65",
    "tel:0465710012;ext=1",
    "tel:0465710012,1",
    "tel:abc",
    "tel:" + "1" * 16,
    "tel:٠٤٦٥",
    "tel://0465710012",
    "tel:0465710012\n",
    "sms:0612345678",
)


@pytest.mark.parametrize("url", LINKS)
def test_a_text_may_link_to_a_mail_or_a_phone(url: str) -> None:
    assert find_url_fault(url, (), in_text=True) is None
    assert find_url_fault(url, ()) is not None


@pytest.mark.parametrize("url", HOSTILE_LINKS)
def test_a_link_to_a_mail_or_a_phone_carries_nothing_else(url: str) -> None:
    assert find_url_fault(url, (), in_text=True) is not None


@pytest.mark.parametrize("hosts", [["xn--caf-dma.example"], ("xn--caf-dma.example", "b.example")])
def test_an_owner_may_allow_a_domain_with_accents(hosts: Collection[str]) -> None:
    assert find_url_fault("https://café.example/", hosts) is None
    assert find_url_fault("https://xn--caf-dma.example/", hosts) is None
    assert find_url_fault("https://cafe.example.fr/", hosts) is None

    assert find_url_fault("https://a@café.example/", hosts) is not None
    assert find_url_fault("https://café.example:8080/", hosts) is not None
    assert find_url_fault("https://un.café.example/", hosts) is not None
    assert find_url_fault("https://cafè.example/", hosts) is not None


def test_the_hint_of_a_domain_with_accents_names_the_setting() -> None:
    fault = find_url_fault("https://café.example/", ())

    assert fault is not None
    assert "domaines_autorises" in fault.hint


@pytest.mark.parametrize("url", GOOD)
def test_an_accepted_address_has_a_plain_host(url: str) -> None:
    parts = urlsplit(url)

    assert parts.scheme == "https"
    assert parts.username is None
    assert parts.hostname is not None
    assert parts.hostname.isascii()
    assert "." in parts.hostname

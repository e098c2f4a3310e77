"""A page of the site → what a test looks at: elements in order, words, ids, addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr circle path rect use".split()
)
DATA = "application/ld+json"
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "xlink:href",
    "srcset",
    "ping",
)


@dataclass(slots=True)
class Element:
    """One start tag."""

    tag: str
    attributes: dict[str, str]
    line: int
    repeated: tuple[str, ...] = ()  # attributes written twice
    within: frozenset[str] = frozenset()  # classes of the elements around
    texts: list[str] = field(default_factory=list, repr=False)  # those of the whole page
    first: int = 0  # where its own begin, and where they end
    last: int = 0

    @property
    def text(self) -> str:
        """The words inside, children's included."""
        return "".join(self.texts[self.first : self.last])


@dataclass(slots=True)
class HtmlPage:
    """One page: its elements in order of appearance, and what is between them."""

    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # one for each run of characters
    comments: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)  # blocks of JSON-LD: what nobody sees
    doctype: str = ""
    unclosed: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)  # end tags without their start

    def all(self, *tags: str) -> list[Element]:
        """Elements of these names."""
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag: str) -> Element:
        """The only element of that name."""
        (element,) = self.all(tag)
        return element

    def meta(self, name: str) -> str | None:
        """The content of `<meta name>`, if there is one."""
        found = [e for e in self.all("meta") if e.attributes.get("name") == name]
        return found[0].attributes["content"] if found else None

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @property
    def words(self) -> str:
        """All the text, spaces made single."""
        return " ".join(" ".join(self.texts).split())

    def addresses(self) -> Iterator[tuple[Element, str, str]]:
        """Every address: its element, its attribute and itself."""
        for element in self.elements:
            for name in ADDRESSES:
                if name in element.attributes:
                    yield element, name, element.attributes[name]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = HtmlPage()
        self.open: list[Element] = []

    def handle_decl(self, decl: str) -> None:
        self.page.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        attributes = {name: value or "" for name, value in attrs}
        around = self.open[-1] if self.open else None
        own = around.attributes.get("class", "").split() if around else ()
        element = Element(
            tag,
            attributes,
            self.getpos()[0],
            repeated=tuple(name for name in set(names) if names.count(name) > 1),
            within=(around.within if around else frozenset()) | frozenset(own),
            texts=self.page.texts,
            first=len(self.page.texts),
            last=len(self.page.texts),
        )
        self.page.elements.append(element)
        if attributes.get("type") == DATA and tag == "script":
            self.page.data.append("")
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1].tag == tag:
            self.open.pop().last = len(self.page.texts)
        elif tag not in VOID:
            self.page.misplaced.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].attributes.get("type") == DATA:
            self.page.data[-1] += data
        else:
            self.page.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.page.comments.append(data)


def read_page(text: str) -> HtmlPage:
    """The text of a page → its parts."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.page.unclosed = [element.tag for element in reader.open]
    return reader.page

/** The page « Ma liste »: what the device keeps, or what a link brings → what the page shows. */

import { element } from "./lib/dom.js";
import { holds, linkReport, readAddress } from "./lib/list-address.js";
import { loadServices } from "./lib/list-services.js";
import { ListSheet } from "./lib/list-sheet.js";
import { cleanList, onListChange, readList, ROOT, writeList } from "./lib/my-list.js";

/** @typedef {import("./lib/my-list.js").List} List */
/** @typedef {import("./lib/list-services.js").Answer} Answer */

const OFFLINE = "Vous êtes hors connexion\u00a0: les fiches déjà lues ici restent lisibles.";
const NOT_KEPT = "Votre navigateur ne garde rien\u00a0: copiez le lien avant de fermer la page.";

/** @param {HTMLElement} place */
export async function start(place) {
  await new ListPage(place).open();
}

class ListPage {
  #isWriting = false;
  #turn = 0;

  /** @param {HTMLElement} place */
  constructor(place) {
    const { icons = "", site = "" } = place.dataset;
    this.sprite = icons;
    this.said = element("p", { class: "my-list-said", role: "status" });
    this.banner = element("div", {});
    this.wait = element("p", {}, "Chargement…");
    this.sheet = new ListSheet({
      site,
      sprite: icons,
      page: new URL("liste/", ROOT).href,
      say: (text) => this.#say(text),
      onChange: (list) => this.#keep(list),
    });
    place.append(this.said, this.banner, this.wait, this.sheet.body);
    onListChange(() => this.#isWriting || this.#restore());
    addEventListener("hashchange", () => this.#receive().catch(console.error));
  }

  async open() {
    // « Votre liste est vide » is not said while a list is on its way.
    if (readList().ids.length || !readAddress(location.hash)) await this.#restore();
    await this.#receive();
    if (readList().ids.length) {
      const { keepOffline } = await import("./lib/offline.js");
      keepOffline({ root: ROOT.href, sprite: this.sprite }, this.said, OFFLINE);
    }
  }

  /** A list in the address: taken when there is none here, else asked about. */
  async #receive() {
    const received = readAddress(location.hash);
    if (!received) return;
    const answer = await loadServices(received.list.ids);
    const known = onlyKnown(received.list, answer);
    const report = linkReport(received, answer.known.size + answer.unread.length);
    const mine = readList();
    if (!known.ids.length) await this.#choose(null, report);
    else if (!mine.ids.length) await this.#choose(known, `Voici la liste du lien. Elle est gardée sur cet appareil. ${report}`);
    else if (holds(mine, known)) await this.#choose(null, `Votre liste contient les aides de ce lien. ${report}`);
    else await this.#ask(mine, known, { answer, report });
  }

  /** @param {List} mine @param {List} theirs @param {{answer: Answer, report: string}} about */
  async #ask(mine, theirs, about) {
    const { receivedBanner } = await import("./lib/list-received.js");
    const banner = receivedBanner(mine, theirs, about, async (list, done) => {
      await this.#choose(list, done);
      this.sheet.focus();
    });
    this.banner.replaceChildren(banner);
    banner.querySelector("h2")?.focus();
  }

  /** The address has been read: from now on the list lives here. @param {List | null} list @param {string} done */
  async #choose(list, done) {
    this.banner.replaceChildren();
    history.replaceState(null, "", location.pathname);
    if (list) this.#keep(list);
    await this.#restore();
    this.#say(done);
  }

  /** What is kept → what is shown; a slower answer never replaces a newer one. */
  async #restore() {
    this.#turn += 1;
    const turn = this.#turn;
    const kept = readList();
    const answer = await loadServices(kept.ids);
    if (turn !== this.#turn) return;
    this.wait.remove();
    const list = withSuccessors(kept, answer);
    if (list.ids.join() !== kept.ids.join()) writeList(list);
    else this.sheet.show(list, answer);
  }

  /** What was done in the sheet, which shows it already. @param {List} list */
  #keep(list) {
    this.#isWriting = true;
    if (!writeList(list)) this.#say(NOT_KEPT);
    this.#isWriting = false;
  }

  /** @param {string} text */
  #say(text) {
    this.said.textContent = text.trim();
  }
}

/** What the site never had is left out; what could not be asked stays. @param {List} list @param {Answer} answer */
function onlyKnown(list, answer) {
  const ids = list.ids.filter((id) => !answer.unknown.includes(id));
  return withSuccessors(cleanList({ ...list, ids }), answer);
}

/** An aid that changed its name is listed under the new one. @param {List} list @param {Answer} answer */
function withSuccessors({ ids, notes, ready }, answer) {
  const today = (/** @type {string} */ id) => answer.known.get(id)?.now ?? id;
  const moved = Object.entries(notes).map(([id, text]) => [today(id), text]);
  return cleanList({ ids: ids.map(today), notes: Object.fromEntries(moved), ready });
}

/** The end of the form: check the entry, then the ways to hand it over, the simplest first. */

import { element } from "./dom.js";
import { changesText } from "./form-correction.js";
import { download, editUrl, issueUrl, mailUrl, newFileUrl } from "./form-outputs.js";

/**
 * @typedef {import("./form-outputs.js").Doors} Doors
 * @typedef {import("./form-outputs.js").Entry} Entry
 */

const COPIED = "Le texte est copié.";
const ISSUE = "Ouvrir le formulaire du dépôt";
const WHY = "Cette fiche ne s’envoie pas entière : l’adresse d’un de ses lieux n’est pas publiée, et un fichier fait ici l’effacerait. Seuls les champs que vous changez partent ; ses lieux restent comme ils sont.";

export class Sending {
  /**
   * @param {HTMLElement} form
   * @param {Doors} doors
   * @param {() => Promise<void>} check
   * @param {(sentence: string) => void} announce
   */
  constructor(form, doors, check, announce) {
    this.doors = doors;
    this.announce = announce;
    const plain = form.querySelector("[data-plain-send]");
    if (plain instanceof HTMLElement) {
      plain.hidden = true;
      for (const button of plain.querySelectorAll("button")) button.disabled = true;
    }
    const box = form.querySelector("[data-outputs]");
    if (!(box instanceof HTMLElement)) throw new Error("missing in the page: [data-outputs]");
    this.ways = element("div", { class: "form-ways flow" });
    const button = element("button", { type: "button", class: "button", "data-check": "" }, "Vérifier la fiche");
    button.addEventListener("click", () => check());
    box.replaceChildren(element("p", {}, button), this.ways);
    box.hidden = false;
  }

  /** @param {Entry} entry @param {number} errors how many are left @param {any} model */
  offer(entry, errors, model) {
    const { depot, courriel } = this.doors;
    const offered = JSON.stringify([entry, errors]);
    if (offered === this.offered && this.ways.hasChildNodes()) return; // nothing moves under a finger
    this.offered = offered;
    this.ways.replaceChildren(
      element("p", { class: "notice", "data-tone": errors ? "warn" : "ok" }, element("span", {}, told(errors, entry.missing.length))),
      ...(entry.isWhole ? [this.#file(entry)] : [element("p", { "data-withheld-why": "" }, WHY)]),
      ...(courriel && hasWords(entry) ? [this.#mail(entry)] : []),
      ...(depot && hasWords(entry) ? [this.#forge(entry, model)] : []),
      ...(hasWords(entry) ? [this.#read(entry)] : []),
    );
  }

  /** @param {Entry} entry @param {any} model */
  #forge(entry, model) {
    if (!entry.corrects) return this.#newFile(entry, model);
    return entry.isWhole ? this.#edit(entry, model) : this.#changes(entry, model);
  }

  /** @param {Entry} entry */
  #file(entry) {
    const button = element("button", { type: "button", class: "button", "data-way": "file" }, `Enregistrer le fichier ${entry.id}.md`);
    button.addEventListener("click", () => download(entry));
    return way("Sans compte", "Enregistrez la fiche, puis joignez-la à un courriel ou remettez-la à qui tient le guichet.", button);
  }

  /** @param {Entry} entry */
  #mail(entry) {
    const { fits, url } = mailUrl(this.doors, entry);
    const what = entry.isWhole ? "la fiche est" : "vos changements sont";
    const link = element("a", { class: "button", "data-variant": "quiet", href: url, "data-way": "mail" }, "Préparer le courriel");
    if (!fits) link.addEventListener("click", () => download(entry));
    const words = fits
      ? `Votre messagerie s’ouvre, ${what} dans le message : relisez et envoyez.`
      : "C’est trop long pour tenir dans un message : un fichier s’enregistre et votre messagerie s’ouvre, joignez-le.";
    return way("Par courriel", words, link);
  }

  /** @param {Entry} entry @param {any} model */
  #newFile(entry, model) {
    const [file, issue] = [newFileUrl(this.doors, entry), issueUrl(this.doors, entry, model)];
    const links = [
      file && anchor(file, "Ouvrir la page du nouveau fichier", "new-file"),
      issue && anchor(issue, ISSUE, "issue"),
    ].filter(Boolean);
    const words = links.length
      ? "La page s’ouvre déjà remplie : il reste à l’envoyer. Il faut un compte gratuit sur la forge du dépôt."
      : "La fiche est trop longue pour une adresse : enregistrez le fichier, puis déposez-le dans le dépôt.";
    const upload = links.length ? [] : [anchor(`${this.doors.depot}/upload/${encodeURIComponent(this.doors.branche)}/${entry.path.replace(/\/[^/]*$/, "")}`, "Déposer le fichier", "upload")];
    return way("Avec un compte sur la forge", words, ...links, ...upload);
  }

  /** @param {Entry} entry @param {any} model */
  #edit(entry, model) {
    const link = anchor(editUrl(this.doors, entry), "Copier la fiche et ouvrir son fichier", "edit");
    link.addEventListener("click", () => this.#copy(entry.text));
    const issue = issueUrl(this.doors, entry, model);
    const words = "Le formulaire du dépôt s’ouvre avec vos changements. Ou bien le fichier s’ouvre pour être modifié : effacez son contenu, collez le texte, puis proposez le changement. Les commentaires qu’il porterait ne sont pas dans le texte copié.";
    const alone = words.slice(words.indexOf("le fichier")).replace("le", "Le");
    return way("Avec un compte sur la forge", issue ? words : alone, ...(issue ? [anchor(issue, ISSUE, "issue")] : []), link);
  }

  /** @param {Entry} entry @param {any} model */
  #changes(entry, model) {
    const issue = issueUrl(this.doors, entry, model);
    if (issue) return way("Avec un compte sur la forge", "Le formulaire du dépôt s’ouvre avec vos changements : il reste à l’envoyer. Il faut un compte gratuit.", anchor(issue, ISSUE, "issue"));
    const button = element("button", { type: "button", class: "button", "data-way": "file" }, "Enregistrer vos changements");
    button.addEventListener("click", () => download(entry));
    return way("Sans compte", "Vos changements sont trop longs pour une adresse : enregistrez-les, puis remettez-les à qui tient le guichet.", button);
  }

  /** @param {Entry} entry */
  #read({ changes, isWhole, text }) {
    const shown = isWhole ? text : changesText(changes);
    const label = isWhole ? "Voir le texte de la fiche" : "Voir vos changements";
    const button = element("button", { type: "button", class: "button", "data-variant": "quiet" }, "Copier le texte");
    button.addEventListener("click", () => this.#copy(shown));
    const area = element("textarea", { readonly: "", rows: "12", class: "form-file", "aria-label": isWhole ? "Texte de la fiche" : "Vos changements", [isWhole ? "data-file" : "data-changes"]: "" });
    area.value = shown;
    return element("details", { class: "form-more" }, element("summary", {}, label), area, element("p", {}, button));
  }

  /** @param {string} text */
  async #copy(text) {
    await navigator.clipboard?.writeText(text).then(() => this.announce(COPIED)).catch(() => {});
  }
}

/** An entry that leaves as its changes has nothing to send before one is made. @param {Entry} entry */
function hasWords({ changes, isWhole }) {
  return isWhole || changes.length > 0;
}

/** @param {number} errors @param {number} missing those of them that are answers to give */
function told(errors, missing) {
  if (missing) {
    const lacks = missing > 1 ? `Il manque encore ${missing} réponses` : "Il manque encore une réponse";
    const wrong = errors > missing ? ` ${errors - missing} ${errors - missing > 1 ? "autres sont" : "autre est"} à revoir.` : "";
    return `${lacks}\u00a0: vous pouvez envoyer quand même, la personne qui relit complétera.${wrong}`;
  }
  if (!errors) return "La fiche est complète : elle passera la vérification du site.";
  const count = errors > 1 ? `Il reste ${errors} réponses à revoir` : "Il reste une réponse à revoir";
  return `${count}. Vous pouvez déjà enregistrer ou envoyer la fiche : qui la relit vous aidera.`;
}

/** @param {string} heading @param {string} words @param {...(Node | string)} actions */
function way(heading, words, ...actions) {
  return element("div", { class: "form-way flow" }, element("h3", {}, heading), element("p", {}, words), element("p", { class: "cluster" }, ...actions));
}

/** @param {string} href @param {string} label @param {string} name */
function anchor(href, label, name) {
  return element("a", { class: "button", "data-variant": "quiet", href, target: "_blank", rel: "noopener", "data-way": name }, label);
}

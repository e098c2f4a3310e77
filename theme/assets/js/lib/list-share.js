/** A list → ways to hand it over: link, message, mail, the phone's own sharing. */

import { element, icon } from "./dom.js";
import { listAddress } from "./list-address.js";
import { ListCode } from "./list-code.js";
import { messageText, smsLength } from "./list-message.js";

/**
 * @typedef {object} ShareContext
 * @property {string} page address of « Ma liste »
 * @property {string} site its name
 * @property {string} sprite
 * @property {() => import("./my-list.js").List} read
 * @property {() => import("./list-services.js").Listed[]} services
 * @property {(text: string) => void} say
 */

const MANY = 3; // SMS: beyond, the link alone is offered first

export class SharePanel {
  /** @param {ShareContext} context */
  constructor(context) {
    this.context = context;
    this.withNotes = element("input", { type: "checkbox", id: "avec-notes" });
    this.withLink = element("input", { type: "checkbox", id: "avec-lien", checked: "" });
    this.withAids = element("input", { type: "checkbox", id: "avec-aides", checked: "" });
    this.link = element("input", { id: "lien", readonly: "", type: "url" });
    this.text = element("textarea", { id: "message", rows: "8" });
    this.length = element("p", { class: "my-list-length", id: "longueur" });
    this.text.setAttribute("aria-describedby", "longueur");
    this.brief = this.#way("a", "phone", "Envoyer seulement le lien par SMS");
    this.sms = this.#way("a", "phone", "Envoyer par SMS");
    this.mail = this.#way("a", "mail", "Envoyer par courriel");
    for (const box of [this.withNotes, this.withAids, this.withLink]) box.addEventListener("change", () => this.update());
    this.text.addEventListener("input", () => this.#measure());
    this.link.addEventListener("focus", () => this.link.select());
    this.code = new ListCode(context);
    this.section = this.#draw();
    this.address = context.page;
  }

  focus() {
    /** @type {HTMLElement} */ (this.section.firstElementChild).focus();
  }

  /** What is sent is what the list holds now. */
  update() {
    const { context } = this;
    const { notes, ...list } = context.read();
    const hasNotes = Object.keys(notes).length > 0;
    /** @type {HTMLElement} */ (this.withNotes.parentElement).hidden = !hasNotes;
    const told = hasNotes && this.withNotes.checked;
    this.address = listAddress(context.page, { ...list, notes }, told);
    this.link.value = this.address;
    this.code.update(this.address).catch(console.info);
    this.text.value = messageText(this.withAids.checked ? context.services() : [], {
      site: context.site,
      notes: told ? notes : {},
      address: this.withLink.checked ? this.address : "",
    });
    this.#measure();
  }

  #measure() {
    const { characters, messages } = smsLength(this.text.value);
    this.length.textContent = `${characters} caractères\u00a0: ${messages}\u00a0SMS. Rien ne part sans vous\u00a0: votre téléphone ou votre messagerie s’ouvre.`;
    const body = encodeURIComponent(this.text.value);
    const alone = messageText([], { site: this.context.site, notes: {}, address: this.address });
    this.brief.hidden = messages <= MANY || smsLength(alone).messages >= messages;
    // « ?& » : what both kinds of phones understand.
    this.brief.setAttribute("href", `sms:?&body=${encodeURIComponent(alone)}`);
    this.sms.setAttribute("href", `sms:?&body=${body}`);
    const subject = encodeURIComponent(`Ma liste - ${this.context.site}`);
    this.mail.setAttribute("href", `mailto:?subject=${subject}&body=${body.replaceAll("%0A", "%0D%0A")}`);
  }

  #draw() {
    const copyLink = this.#button("file-text", "Copier le lien", () => this.#copy(this.link, "Le lien est copié."));
    const copyText = this.#button("file-text", "Copier le message", () => this.#copy(this.text, "Le message est copié."));
    const share = this.#button("", "Partager…", () => this.#share());
    const box = (/** @type {HTMLElement} */ field, /** @type {string} */ label) =>
      element("p", { class: "my-list-choice" }, field, element("label", { for: field.id }, label));
    return element(
      "section",
      { class: "my-list-share flow", "aria-labelledby": "envoyer" },
      element("h2", { id: "envoyer", tabindex: "-1" }, "Envoyer la liste"),
      box(this.withNotes, "Joindre mes notes au lien et au message"),
      element("div", { class: "my-list-field" }, element("label", { for: "lien" }, "Le lien"), this.link),
      element("div", { class: "cluster my-list-actions" }, copyLink, typeof navigator.share === "function" && share),
      this.code.element,
      element("div", { class: "my-list-field" }, element("label", { for: "message" }, "Le message"), this.text, this.length),
      box(this.withAids, "Nommer les aides et comment les joindre"),
      box(this.withLink, "Mettre le lien de la liste"),
      element("div", { class: "cluster my-list-actions" }, this.brief, this.sms, this.mail, copyText),
    );
  }

  /** @template {"a" | "button"} K @param {K} name @param {string} sign @param {string} label @returns {HTMLElementTagNameMap[K]} */
  #way(name, sign, label) {
    const { sprite } = this.context;
    const attributes = { class: "button", "data-variant": "quiet", type: name === "button" ? "button" : undefined };
    return element(name, attributes, icon(sprite, sign), label);
  }

  /** @param {string} sign @param {string} label @param {() => Promise<void>} action */
  #button(sign, label, action) {
    const button = this.#way("button", sign, label);
    button.addEventListener("click", () => action().catch(console.info));
    return button;
  }

  /** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} done */
  async #copy(field, done) {
    try {
      await navigator.clipboard.writeText(field.value);
      this.context.say(done);
    } catch {
      field.focus();
      field.select();
      this.context.say("Le texte est sélectionné\u00a0: copiez-le.");
    }
  }

  async #share() {
    await navigator.share({ title: `Ma liste – ${this.context.site}`, url: this.address });
  }
}

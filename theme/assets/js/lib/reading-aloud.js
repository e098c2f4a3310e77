/** A part of the page → its blocks, said one after the other, with the one being said marked. */

import { inBreaths, speakable } from "./breaths.js";

/** What holds a text of its own. */
const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, blockquote, figcaption, summary, legend";
/** What is no part of the answer: ways elsewhere, controls, and what repeats. */
const UNREAD =
  "nav, footer, form, button, script, svg, [hidden], [aria-hidden=true], [data-module=listen], " +
  "[data-unread], .entry-shortcut, .entry-related, [aria-labelledby=mots]";

/** Words inside a sentence: what stands beside them may touch them. */
const INLINE = "a, abbr, b, code, em, i, strong";

/** @typedef {"idle" | "speaking" | "paused"} State */

export class ReadingAloud {
  /**
   * @param {Element} root
   * @param {SpeechSynthesisVoice} voice
   * @param {(state: State) => void} onChange
   */
  constructor(root, voice, onChange) {
    this.root = root;
    this.voice = voice;
    this.onChange = onChange;
    /** @type {State} */
    this.state = "idle";
    /** @type {{element: Element, text: string}[]} */
    this.breaths = [];
    this.next = 0;
    this.turn = 0; // what an older turn still has to say is not listened to
  }

  /** Speak, hold, go on. */
  toggle() {
    if (this.state === "speaking") this.hold("paused");
    else this.speak();
  }

  stop() {
    this.hold("idle");
    this.next = 0;
  }

  speak() {
    if (this.state === "idle") this.breaths = readable(this.root);
    this.change("speaking");
    speechSynthesis.cancel();
    this.say(++this.turn);
  }

  /** Held by stopping: `pause()` loses its place on phones; the breath begins again. @param {State} state */
  hold(state) {
    this.turn += 1;
    speechSynthesis.cancel();
    this.change(state);
  }

  /** @param {number} turn */
  say(turn) {
    const breath = this.breaths[this.next];
    if (!breath) return this.stop();
    mark(breath.element);
    // Kept, because a browser that forgets it never says that it is done.
    const said = (this.said = new SpeechSynthesisUtterance(breath.text));
    said.voice = this.voice;
    said.lang = this.voice.lang;
    said.onend = () => {
      if (turn !== this.turn) return;
      this.next += 1;
      this.say(turn);
    };
    said.onerror = () => {
      if (turn === this.turn) this.stop();
    };
    speechSynthesis.speak(said);
  }

  /** @param {State} state */
  change(state) {
    this.state = state;
    if (state === "idle") mark(null);
    this.onChange(state);
  }
}

/** Each block that is shown, with its own words, in order. @param {Element} root */
function readable(root) {
  /** @type {{element: Element, text: string}[]} */
  const found = [];
  /** @type {Element | undefined} */
  let before;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.nodeValue ?? "";
    const block = parent?.closest(BLOCKS);
    if (!parent || !block || !text.trim() || parent.closest(UNREAD) || !shown(parent)) continue;
    const last = found.at(-1);
    const touches = parent.matches(INLINE) || before?.matches(INLINE);
    if (last?.element === block) last.text += (touches ? "" : " ") + text;
    else found.push({ element: block, text });
    before = parent;
  }
  return found.flatMap(({ element, text }) =>
    inBreaths(speakable(text)).map((breath) => ({ element, text: breath })),
  );
}

/** A folded part is not read. @param {Element} element */
function shown(element) {
  return element.checkVisibility?.() ?? true;
}

/** @param {Element | null} element what is being said */
function mark(element) {
  document.querySelector("[data-spoken]")?.removeAttribute("data-spoken");
  if (!element) return;
  element.setAttribute("data-spoken", "");
  element.scrollIntoView({ block: "nearest" });
}

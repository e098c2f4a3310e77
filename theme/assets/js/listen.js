/**
 * A page → « Écouter », when the device has a French voice of its own. A voice of the network would
 * send what is read to someone else: it is left out.
 */

import { element, icon } from "./lib/dom.js";

const FRENCH = /^fr\b/i;

/** @param {HTMLElement} place where the buttons go */
export function start(place) {
  const speech = window.speechSynthesis;
  if (!speech) return;
  const offer = () => {
    const voice = frenchVoice(speech.getVoices());
    if (!voice || place.children.length) return;
    draw(place, voice);
    place.hidden = false;
  };
  offer();
  speech.addEventListener?.("voiceschanged", offer); // voices often come after the page
}

/** @param {SpeechSynthesisVoice[]} voices @returns {SpeechSynthesisVoice | undefined} */
function frenchVoice(voices) {
  const ours = voices.filter(({ lang, localService }) => localService && FRENCH.test(lang.replace("_", "-")));
  return ours.find(({ default: usual }) => usual) ?? ours.find(({ lang }) => lang.endsWith("FR")) ?? ours[0];
}

/** @param {HTMLElement} place @param {SpeechSynthesisVoice} voice */
function draw(place, voice) {
  const words = element("span", {}, "Écouter");
  const main = button("", icon(place.dataset.icons ?? "", "volume-2"), words);
  const stop = button("Arrêter");
  stop.hidden = true;
  const bar = element("div", { class: "cluster listen-bar" }, main, stop);
  place.append(bar);

  const root = place.closest("article") ?? document.querySelector("main") ?? document.body;
  /** @type {import("./lib/reading-aloud.js").ReadingAloud | undefined} */
  let reading;
  main.addEventListener("click", async () => {
    if (!reading) {
      const { ReadingAloud } = await import("./lib/reading-aloud.js");
      reading ??= new ReadingAloud(root, voice, (state) => {
        words.textContent = { idle: "Écouter", speaking: "Pause", paused: "Reprendre" }[state];
        if (state === "idle" && document.activeElement === stop) main.focus();
        stop.hidden = state === "idle";
        bar.toggleAttribute("data-at-hand", state !== "idle");
      });
    }
    reading.toggle();
  });
  stop.addEventListener("click", () => reading?.stop());
  addEventListener("pagehide", () => reading?.stop());
}

/** @param {string} label @param {...(Node | null)} children */
function button(label, ...children) {
  return element("button", { class: "button", type: "button", "data-variant": "quiet" }, label, ...children);
}

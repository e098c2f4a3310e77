/** The timetable of a service → one line under its title: open at this moment, or until when not. */

import { openingSentence } from "./lib/opening.js";

const EVERY_MINUTE = 60_000;

/** @param {HTMLElement} line */
export function start(line) {
  const timetable = JSON.parse(line.dataset.timetable ?? "null");
  const update = () => {
    const sentence = openingSentence(timetable, new Date());
    line.textContent = sentence && `${sentence}.`;
    line.hidden = !sentence;
  };
  update();
  setInterval(update, EVERY_MINUTE);
}

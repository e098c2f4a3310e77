/**
 * A published timetable and a moment → open, closed or unknown, and when it opens next.
 *
 * The generator laid the weeks out with the public holidays; here is only the clock of the place:
 * never the clock of the phone, which may be abroad.
 */

const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60_000;
const PARIS = "Europe/Paris";
const NEAR_DAYS = 6; // further away, a name of day would be ambiguous

/**
 * @typedef {object} Timetable
 * @property {string} lundi the first Monday, as 2026-11-16
 * @property {number[][][][]} semaines weeks of seven days of spans: start, end (minutes), 0 if unsure
 * @property {number[][]} suite rank of a week, how many times in a row
 * @property {string} [fuseau] when it is not the hour of Paris
 */

/** @typedef {{day: number, minute: number}} Local day since 1970 and minute, at the place's clock */

/**
 * @param {Timetable | null | undefined} timetable
 * @param {Date} date
 * @returns {boolean | null} null when nobody can tell
 */
export function isOpen(timetable, date) {
  if (!timetable) return null;
  const { day, minute } = localTime(date, timetable.fuseau);
  return stateAt(spansOf(timetable, day), minute);
}

/**
 * What a page says of this moment.
 * @param {Timetable} timetable
 * @param {Date} date
 * @returns {string} empty when nobody can tell
 */
export function openingSentence(timetable, date) {
  const now = localTime(date, timetable.fuseau);
  const open = stateAt(spansOf(timetable, now.day), now.minute);
  if (open === null) return "";
  if (open) return "Ouvert en ce moment";
  const next = nextOpening(timetable, now);
  return `Fermé en ce moment${next ? `, ouvre ${momentText(next, now.day)}` : ""}`;
}

/**
 * The next sure opening; none when something unsure comes before it, or beyond the last week.
 * @param {Timetable} timetable
 * @param {Local} now
 * @returns {Local | null}
 */
function nextOpening(timetable, now) {
  for (let day = now.day; ; day += 1) {
    const spans = spansOf(timetable, day);
    if (!spans) return null;
    const later = spans.find(([start]) => day > now.day || start > now.minute);
    if (later) return isSure(later) ? { day, minute: later[0] } : null;
  }
}

/**
 * @param {Local} moment
 * @param {number} today
 * @returns {string} "à 14 h", "demain à 9 h", "lundi à 9 h", "le 4 janvier à 9 h 30"
 */
function momentText({ day, minute }, today) {
  const away = day - today;
  const words = [dayText(day, away), `à ${hourText(minute)}`];
  return words.filter(Boolean).join(" ");
}

/**
 * @param {number} day
 * @param {number} away
 */
function dayText(day, away) {
  if (away === 0) return "";
  if (away === 1) return "demain";
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = away > NEAR_DAYS ? { day: "numeric", month: "long" } : { weekday: "long" };
  const format = new Intl.DateTimeFormat("fr-FR", { ...parts, timeZone: "UTC" });
  const text = format.format(new Date(day * DAY_MS));
  return away > NEAR_DAYS ? `le ${text.replace(/^1 /, "1er ")}` : text;
}

/** @param {number} minute */
function hourText(minute) {
  const minutes = minute % 60;
  const rest = minutes ? `\u00a0${String(minutes).padStart(2, "0")}` : "";
  return `${Math.floor(minute / 60)}\u00a0h${rest}`;
}

/**
 * @param {number[][] | null} spans
 * @param {number} minute
 * @returns {boolean | null}
 */
function stateAt(spans, minute) {
  if (!spans) return null;
  const here = spans.find(([start, end]) => start <= minute && minute < end);
  if (!here) return false;
  return isSure(here) ? true : null;
}

/** @param {number[]} span */
function isSure(span) {
  return span.length === 2;
}

/**
 * @param {Timetable} timetable
 * @param {number} day
 * @returns {number[][] | null} null before the first week and beyond the last one
 */
function spansOf({ lundi, semaines, suite }, day) {
  const days = day - Date.parse(lundi) / DAY_MS;
  let week = Math.floor(days / 7);
  if (days < 0) return null;
  for (const [rank, count] of suite) {
    if (week < count) return semaines[rank][days % 7];
    week -= count;
  }
  return null;
}

/** @type {Map<string, Intl.DateTimeFormat>} a formatter costs more than all that it formats */
const clocks = new Map();

/**
 * @param {Date} date
 * @param {string} [zone]
 * @returns {Local}
 */
function localTime(date, zone = PARIS) {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    clocks.set(zone, clock);
  }
  const parts = clock.formatToParts(date).map(({ type, value }) => [type, Number(value)]);
  const { year, month, day, hour, minute } = Object.fromEntries(parts);
  return { day: Date.UTC(year, month - 1, day) / DAY_MS, minute: hour * 60 + minute };
}

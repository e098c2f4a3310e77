/** Dates of a list → an iCalendar file (RFC 5545) that a phone opens. */

import { missingDays, weekday } from "./list-dates.js";

/** @typedef {import("./list-dates.js").ListDate} ListDate */

const DAY_MS = 24 * 60 * 60_000;
const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const MOST_SINGLE = 60;
const PARIS = [
  "BEGIN:VTIMEZONE",
  "TZID:Europe/Paris",
  "BEGIN:DAYLIGHT",
  "DTSTART:19700329T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "TZNAME:CEST",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "DTSTART:19701025T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "TZNAME:CET",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/**
 * @param {ListDate[]} dates
 * @param {{site: string, root: URL, now: Date}} about
 * @returns {string}
 */
export function calendarText(dates, { site, root, now }) {
  const stamp = utcText(now.getTime());
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${escaped(site)}//Ma liste//FR`,
    "CALSCALE:GREGORIAN",
    ...PARIS,
    ...dates.flatMap((date) => occurrences(date).flatMap((when, rank) => event(date, when, rank, { root, stamp }))),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** @param {ListDate} date @param {string[]} when @param {number} rank @param {{root: URL, stamp: string}} about */
function event(date, when, rank, { root, stamp }) {
  const again = rank ? `-${rank + 1}` : "";
  return [
    "BEGIN:VEVENT",
    `UID:${date.id}${again}@${root.host}`,
    `DTSTAMP:${stamp}`,
    ...when,
    `SUMMARY:${escaped(date.summary)}`,
    ...(date.where ? [`LOCATION:${escaped(date.where)}`] : []),
    `URL:${new URL(date.url, root).href}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** When it happens: one that repeats, or one by one. @param {ListDate} date @returns {string[][]} */
function occurrences({ days, hours, zone }) {
  if (!hours) return days.map((day) => [`DTSTART;VALUE=DATE:${dateText(day)}`, `DTEND;VALUE=DATE:${dateText(day + 1)}`]);
  if (zone) return days.slice(0, MOST_SINGLE).map((day) => zoned(day, hours, zone));
  const missing = missingDays(days);
  if (missing.length * 4 > days.length) return days.slice(0, MOST_SINGLE).map((day) => span(day, hours));
  const names = [...new Set(days.map(weekday))].sort().map((rank) => DAYS[rank]);
  // 23 h at Greenwich: the last day is over in Paris, in summer as in winter.
  const rule = `RRULE:FREQ=WEEKLY;BYDAY=${names.join(",")};UNTIL=${dateText(days[days.length - 1])}T225959Z`;
  const left = missing.map((day) => `EXDATE;TZID=Europe/Paris:${momentText(day, hours[0])}`);
  return [[...span(days[0], hours), ...(days.length > 1 ? [rule] : []), ...left]];
}

/** @param {number} day @param {number[]} hours */
function span(day, [start, end]) {
  const ending = end > start ? [`DTEND;TZID=Europe/Paris:${momentText(day, end)}`] : [];
  return [`DTSTART;TZID=Europe/Paris:${momentText(day, start)}`, ...ending];
}

/** @param {number} day @param {number[]} hours @param {string} zone */
function zoned(day, [start, end], zone) {
  const at = (/** @type {number} */ minute) => utcText(instant(day * DAY_MS + minute * 60_000, zone));
  return [`DTSTART:${at(start)}`, `DTEND:${at(end)}`];
}

/** A moment on the clocks of a zone → the instant. @param {number} local @param {string} zone */
function instant(local, zone) {
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" };
  const found = new Intl.DateTimeFormat("en-GB", parts).formatToParts(new Date(local));
  const { year, month, day, hour, minute } = Object.fromEntries(found.map(({ type, value }) => [type, Number(value)]));
  return 2 * local - Date.UTC(year, month - 1, day, hour, minute);
}

/** @param {number} day */
function dateText(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll("-", "");
}

/** @param {number} day @param {number} minute */
function momentText(day, minute) {
  return utcText(day * DAY_MS + minute * 60_000).slice(0, -1);
}

/** @param {number} time */
function utcText(time) {
  return new Date(time).toISOString().replace(/\.\d+|[-:]/g, "");
}

/** What an entry says stays a value: no line, no parameter of its own. @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\s+/g, " ").replace(/[\u0000-\u001f\u007f]/g, "");
}

/** At most 75 bytes a line, never in the middle of a character. @param {string} line */
function folded(line) {
  let size = 0;
  let text = "";
  for (const sign of line) {
    const bytes = new TextEncoder().encode(sign).length;
    if (size + bytes > 75) {
      text += "\r\n ";
      size = 1;
    }
    text += sign;
    size += bytes;
  }
  return text;
}

/** A service → its dates: the last day, and the times of each week when someone receives people. */

const DAY_MS = 24 * 60 * 60_000;
const DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const FEW = 3; // openings a week: what one must not miss, and not the hours of an office

/**
 * @typedef {object} ListDate
 * @property {string} id unique in a list
 * @property {string} nom of the service
 * @property {string} url
 * @property {string} where
 * @property {string} text "Le mardi, de 14 h à 17 h"
 * @property {string} summary title in a calendar
 * @property {number[]} days since 1970, in order: when it happens
 * @property {number[] | null} hours first and last minute; null for the whole day
 * @property {string} [zone] when it is not the hour of Paris
 * @property {boolean} isRare worth a place in a calendar
 */

/**
 * @param {import("./list-services.js").Listed} service
 * @param {number} today day since 1970
 * @returns {ListDate[]}
 */
export function datesOf(service, today) {
  const { nom, url, until, timetable } = service;
  const about = { nom, url, where: service.addresses?.[0] ?? "" };
  const last = until ? Date.parse(until) / DAY_MS : Number.NaN;
  const ending =
    last >= today
      ? [{ ...about, id: `${service.id}-fin`, text: `Jusqu’au ${dayText(last)}`, summary: `Dernier jour\u00a0: ${nom}`, days: [last], hours: null, isRare: true }]
      : [];
  const told = (service.meetings ?? []).flatMap((meeting) => timesOf(meeting, today));
  return [...told, ...ending, ...(timetable ? weekly(service.id, about, timetable, today) : [])];
}

/**
 * An event, in as many dates as it has hours; one that several services share is the same date.
 * @param {{label: string, url: string, note: string, times: [string, number, number][]}} meeting
 * @param {number} today
 * @returns {ListDate[]}
 */
function timesOf({ label, url, note, times }, today) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const [day, start, end] of times) {
    const number = Date.parse(day) / DAY_MS;
    const key = `${start}-${end}`;
    if (number >= today) found.set(key, [...(found.get(key) ?? []), number]);
  }
  return [...found].map(([hours, days]) => {
    const [start, end] = hours.split("-").map(Number);
    const id = `${url.replace(/^.*\/|\.html$/g, "")}-${hours}`;
    const spans = end ? [start, end] : null;
    return { id, nom: label, url, where: "", text: note, summary: label, days, hours: spans, isRare: true };
  });
}

/**
 * One for each opening, with the days of the week that share its hours.
 * @param {string} id
 * @param {{nom: string, url: string, where: string}} about
 * @param {import("./opening.js").Timetable} timetable
 * @param {number} today
 * @returns {ListDate[]}
 */
function weekly(id, about, timetable, today) {
  const openings = daysOfOpenings(timetable, today);
  const usual = [...openings].flatMap(([hours, days]) => {
    const regular = usualWeekdays(days);
    return regular.length ? [{ hours: hours.split("-").map(Number), days, regular }] : [];
  });
  const count = usual.reduce((sum, { regular }) => sum + regular.length, 0);
  return usual.map(({ hours, days, regular }) => ({
    ...about,
    id: `${id}-${regular.join("")}-${hours.join("-")}`,
    text: `${whenText(regular, days)}, de ${hourText(hours[0])} à ${hourText(hours[1])}`,
    summary: about.nom,
    days: days.filter((day) => regular.includes(weekday(day))),
    hours,
    zone: timetable.fuseau,
    isRare: count <= FEW,
  }));
}

/** "840-1020" → the days from today on when that is open for sure. @param {import("./opening.js").Timetable} timetable @param {number} today */
function daysOfOpenings({ lundi, semaines, suite }, today) {
  /** @type {Map<string, number[]>} */
  const openings = new Map();
  let day = Date.parse(lundi) / DAY_MS;
  for (const [rank, count] of suite) {
    for (let turn = 0; turn < count; turn += 1) {
      for (const spans of semaines[rank]) {
        for (const [start, end, unsure] of day >= today ? spans : []) {
          if (unsure !== undefined) continue;
          const key = `${start}-${end}`;
          if (!openings.has(key)) openings.set(key, []);
          openings.get(key)?.push(day);
        }
        day += 1;
      }
    }
  }
  return openings;
}

/** Those that come back: the exception of a week is not a permanence. @param {number[]} days */
function usualWeekdays(days) {
  const counts = DAYS.map((_, rank) => days.filter((day) => weekday(day) === rank).length);
  const weeks = (days[days.length - 1] - days[0]) / 7 + 1;
  return DAYS.map((_, rank) => rank).filter((rank) => counts[rank] > 1 && counts[rank] > weeks / 8);
}

/** Monday is 0; the first day of 1970 was a Thursday. @param {number} day */
export function weekday(day) {
  return (day + 3) % 7;
}

/** Each week, or some days only: then the next ones. @param {number[]} ranks @param {number[]} days */
function whenText(ranks, days) {
  const mine = days.filter((day) => ranks.includes(weekday(day)));
  if (missingDays(mine).length * 4 <= mine.length) return weekdaysText(ranks);
  return `Le ${mine.slice(0, 3).map(dayText).join(", le ")}${mine.length > 3 ? "…" : ""}`;
}

/** Between the first and the last, the days of the same names that are left out. @param {number[]} days in order */
export function missingDays(days) {
  const present = new Set(days);
  const names = new Set(days.map(weekday));
  const missing = [];
  for (let day = days[0]; day < days[days.length - 1]; day += 1) {
    if (names.has(weekday(day)) && !present.has(day)) missing.push(day);
  }
  return missing;
}

/** @param {number[]} ranks */
function weekdaysText(ranks) {
  const isRun = ranks.length > 2 && ranks[ranks.length - 1] - ranks[0] === ranks.length - 1;
  if (ranks.length === 7) return "Tous les jours";
  if (isRun) return `Du ${DAYS[ranks[0]]} au ${DAYS[ranks[ranks.length - 1]]}`;
  const names = ranks.map((rank) => `le ${DAYS[rank]}`);
  const text = names.length > 1 ? `${names.slice(0, -1).join(", ")} et ${names[names.length - 1]}` : names[0];
  return text[0].toUpperCase() + text.slice(1);
}

/** @param {number} minute */
function hourText(minute) {
  const minutes = minute % 60;
  return `${Math.floor(minute / 60)}\u00a0h${minutes ? `\u00a0${String(minutes).padStart(2, "0")}` : ""}`;
}

/** @param {number} day @returns {string} "21 novembre 2026" */
export function dayText(day) {
  const format = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(day * DAY_MS)).replace(/^1 /, "1er ");
}

/**
 * Opening hours in OpenStreetMap's syntax → lines of French, as `generator/plan/hours.py` writes
 * them; a rule that says more is printed as it was written.
 */

/** @type {Record<string, string>} */
const DAYS = {
  Mo: "lundi",
  Tu: "mardi",
  We: "mercredi",
  Th: "jeudi",
  Fr: "vendredi",
  Sa: "samedi",
  Su: "dimanche",
  PH: "jours fériés",
};
/** @type {Record<string, string>} */
const RANKS = {
  1: "premier",
  2: "deuxième",
  3: "troisième",
  4: "quatrième",
  5: "cinquième",
  "-1": "dernier",
};
/** @type {Record<string, string>} */
const WEEKS = { 1: "semaines impaires", 2: "semaines paires" };

const DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)";
const RANK = "(?:-1|[1-5])";
const TOLD = `(?:${DAY}(?:-${DAY})?|(?!PH)${DAY}\\[${RANK}(?:, ?${RANK})*\\])`;
const SPAN = "[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}";
const RULE = new RegExp(
  `^(?:week (?<weeks>[12])-5[23]/2 )?(?<days>${TOLD}(?:, ?${TOLD})*)? ?` +
    `(?<hours>off|closed|${SPAN}(?:, ?${SPAN})*)?(?: *"(?<comment>[^"]*)")?$`,
);
const BETWEEN_DAYS = /,(?![^[]*\])/;
const BETWEEN_RULES = /;(?=(?:[^"]*"[^"]*")*[^"]*$)/;

/** @param {string} text @returns {string[]} « Du lundi au vendredi : 9 h – 12 h » */
export function openingLines(text) {
  if (!text) return [];
  if (text.trim() === "24/7") return ["Tous les jours, jour et nuit"];
  return text
    .split(BETWEEN_RULES)
    .map((rule) => rule.trim())
    .filter(Boolean)
    .map(line);
}

/** @param {string} rule */
function line(rule) {
  const { weeks, days: told, hours, comment } = RULE.exec(rule)?.groups ?? {};
  if (!told && !hours) return rule;
  const days = told ? daysText(told) : "tous les jours";
  const when = weeks ? `, ${WEEKS[weeks]}` : "";
  const note = comment === undefined ? "" : ` (${comment})`;
  return `${days[0].toUpperCase()}${days.slice(1)}${when}\u00a0: ${hoursText(hours)}${note}`;
}

/** @param {string | undefined} hours */
function hoursText(hours) {
  if (!hours) return "ouvert";
  if (hours === "off" || hours === "closed") return "fermé";
  return hours
    .split(",")
    .map((span) => span.trim().split("-").map(hour).join("\u00a0–\u00a0"))
    .join(", ");
}

/** @param {string} text */
function daysText(text) {
  return text
    .split(BETWEEN_DAYS)
    .map((part) => {
      const [day, ranks] = part.trim().replace(/\]+$/, "").split("[");
      const [first, last] = day.split("-");
      if (ranks) {
        const which = ranks.split(",").map((rank) => `le ${RANKS[rank.trim()]}`);
        return `${which.join(" et ")} ${DAYS[first]} du mois`;
      }
      return last ? `du ${DAYS[first]} au ${DAYS[last]}` : DAYS[first];
    })
    .join(", ");
}

/** @param {string} clock */
function hour(clock) {
  const [hours, minutes] = clock.split(":");
  return `${Number(hours)}\u00a0h${minutes === "00" ? "" : `\u00a0${minutes}`}`;
}

/**
 * One's position → the commune that one is in, or nearly: a button beside the field. The position is
 * compared in the page and goes nowhere.
 */

import { element, icon } from "./dom.js";

/**
 * @typedef {import("./places.js").Place} Place
 * @typedef {import("./places.js").Places} Places
 * @typedef {import("./place-combobox.js").PlaceCombobox} PlaceCombobox
 */

const FAR = 40; // kilometres: further, the nearest commune that we know is not one’s own
const DEGREE = 111.2; // kilometres in a degree of latitude
const MARGIN = 100; // thousandths of a degree around a département
const PATIENCE = { timeout: 10_000, maximumAge: 300_000 };
const REFUSED = 1; // code of a GeolocationPositionError
const FAULTS = {
  refused: "Votre appareil n’a pas donné votre position. Écrivez plutôt votre commune.",
  unknown: "Votre position n’a pas pu être trouvée. Écrivez plutôt votre commune.",
  far: "Aucune commune connue près de votre position. Écrivez plutôt votre commune.",
};

/** Add the button, if the device can say where it is. @param {PlaceCombobox} field */
export function offerPosition(field) {
  if (!navigator.geolocation) return;
  const pictogram = icon(field.input.form?.dataset.icons ?? "", "map-pin");
  const attributes = { class: "place-position", type: "button" };
  const button = element("button", attributes, pictogram, "Ma position");
  const said = element("p", { class: "place-position-note", role: "status" });
  said.textContent = "Votre position reste sur votre appareil.";
  // Before the field: the proposed places open right under it.
  field.input.before(button, said);
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    said.textContent = "Recherche de votre position…";
    said.textContent = await choosePosition(field).catch(() => FAULTS.unknown);
    button.removeAttribute("aria-busy");
  });
}

/**
 * The commune whose centre is the nearest, in the served territory and in the départements around.
 * @param {Places} places
 * @param {number} latitude
 * @param {number} longitude
 * @returns {Promise<Place | null>}
 */
export async function nearestCommune(places, latitude, longitude) {
  const [south, west] = [latitude * 1000, longitude * 1000];
  const { boxes } = await places.directory();
  const around = Object.entries(boxes).filter(
    ([, [bottom, left, top, right]]) =>
      south > bottom - MARGIN && south < top + MARGIN && west > left - MARGIN && west < right + MARGIN,
  );
  for (const [code] of around) {
    if (!places.known.get(code)) await places.load(code);
  }
  /** @type {[number, Place | null]} */
  let nearest = [FAR, null];
  for (const place of places.known.values()) {
    if (place.latitude === undefined || place.longitude === undefined) continue;
    const distance = kilometres(latitude, longitude, place.latitude, place.longitude);
    if (distance < nearest[0]) nearest = [distance, place];
  }
  return nearest[1];
}

/** @param {PlaceCombobox} field @returns {Promise<string>} what to say */
async function choosePosition(field) {
  const found = await askPosition();
  if (found === null) return FAULTS.refused;
  const place = await nearestCommune(await field.loadPlaces(), found.latitude, found.longitude);
  if (!place) return FAULTS.far;
  field.choose(place);
  return `${place.nom} est la commune la plus proche. Votre position reste sur votre appareil.`;
}

/** @returns {Promise<GeolocationCoordinates | null>} null when it is refused */
function askPosition() {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(coords),
      (error) => (error.code === REFUSED ? resolve(null) : reject(error)),
      PATIENCE,
    );
  });
}

/** @param {number} fromLatitude @param {number} fromLongitude @param {number} latitude @param {number} longitude */
function kilometres(fromLatitude, fromLongitude, latitude, longitude) {
  const shrunk = Math.cos((latitude * Math.PI) / 180);
  return Math.hypot(latitude - fromLatitude, (longitude - fromLongitude) * shrunk) * DEGREE;
}

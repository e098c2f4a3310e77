/**
 * Words people say → words that entries use. An entry's own `mots_cles` say what is particular to
 * it; this list says what is true of all of them. Folded, one direction: « maison » may mean a
 * dwelling, « logement » never means a Maison de la Mobilité.
 */

import { stem } from "./french.js";

const MEANT = {
  appart: "appartement logement",
  appartement: "logement",
  auto: "voiture vehicule",
  bagnole: "voiture vehicule",
  bebe: "enfant",
  boulot: "emploi travail",
  bus: "autocar car",
  caution: "garantie",
  chambre: "logement",
  chomeur: "chomage",
  coloc: "colocation",
  creche: "garde",
  emploi: "travail",
  essence: "carburant",
  etranger: "exilees refugie",
  gosse: "enfant",
  interim: "interimaire",
  job: "emploi travail",
  maison: "logement",
  migrant: "exilees etranger refugie",
  mobylette: "cyclomoteur scooter",
  moto: "cyclomoteur scooter",
  nounou: "garde",
  patron: "employeur",
  proprio: "proprietaire bailleur",
  scooter: "cyclomoteur",
  studio: "logement",
  taf: "emploi travail",
  toit: "logement hebergement",
  travail: "emploi",
  vehicule: "voiture",
  velo: "bicyclette",
  voiture: "vehicule automobile",
};

const byStem = new Map(
  Object.entries(MEANT).map(([said, meant]) => [stem(said), meant.split(" ").map(stem)]),
);

/**
 * The terms that a word may also mean.
 * @param {string} term stem of a word
 * @returns {string[]}
 */
export function alsoMeant(term) {
  return byStem.get(term) ?? [];
}

/** One policy for every address: what `generator/parse/urls.py` says, held to it by a test. */

/** @typedef {import("./form-schema.js").Fault} Fault */

const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;
const MAILTO = /^mailto:[A-Za-z0-9._+-]{1,64}@(.+)$/;
const TEL = /^tel:\+?[0-9]{2,15}$/;
const NEVER_IN_AN_ADDRESS = /[\s\0-\x20\\"<>\x60]/;
const PARTS = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?/i;
const HOST_PORT = /^(\[[0-9a-f.]*:[0-9a-f:.]*\]|[^:[\]]*)(?::([0-9]*))?$/i;
const MAX_URL = 2_000;
const PORTS = ["", "80", "443"];
const COPY =
  "copiez l’adresse depuis la barre du navigateur : « https://www.exemple.fr/page »";

/**
 * What is wrong with an address, if anything; a text may also link to a mail or a phone.
 * @param {string} url
 * @param {string[]} allowed hosts that the owners of the site accept
 * @param {boolean} [inText]
 * @returns {Fault | null}
 */
export function urlFault(url, allowed, inText = false) {
  const mail = MAILTO.exec(url);
  if (inText && (TEL.test(url) || (mail && HOST.test(mail[1].toLowerCase())))) return null;
  if ([...url].length > MAX_URL) return refused(`cette adresse dépasse ${MAX_URL} signes`);
  if (NEVER_IN_AN_ADDRESS.test(url)) {
    return refused("cette adresse contient un espace, un guillemet ou une barre inversée");
  }
  const [, scheme = "", place = ""] = PARTS.exec(url) ?? [];
  const protocol = scheme.toLowerCase();
  const [whole, name = "", port = ""] = HOST_PORT.exec(place.slice(place.lastIndexOf("@") + 1)) ?? [];
  if (whole === undefined || Number(port) > 65535) return refused("cette adresse n’est pas une adresse web");
  if (!["https", "http"].includes(protocol) || !url.toLowerCase().startsWith(`${protocol}://`)) {
    const bare = !protocol && HOST.test(url.split("/", 1)[0].toLowerCase());
    return refused("cette adresse n’est pas une adresse web", bare ? `écrivez « https://${url} »` : "");
  }
  if (place.includes("@") || !PORTS.includes(port.replace(/^0+(?=.)/, ""))) {
    return refused("cette adresse cache un nom d’utilisateur ou un port");
  }
  const host = name.replace(/^\[|\]$/g, "").toLowerCase().replace(/\.$/, "");
  return hostFault(host, allowed) ?? warning(protocol);
}

/** @param {string} host @param {string[]} allowed @returns {Fault | null} */
function hostFault(host, allowed) {
  if (allowed.includes(inAscii(host))) return null;
  if (/[^\0-\x7f]/.test(host) || host.split(".").some((label) => label.startsWith("xn--"))) {
    return refused(
      `le nom de domaine « ${host} » n’est pas en lettres simples`,
      "si ce domaine est le bon, demandez son ajout à « domaines_autorises » dans guichet.yaml",
    );
  }
  return HOST.test(host) ? null : refused(`« ${host} » n’est pas un nom de domaine`);
}

/** A host name as the network spells it. @param {string} host */
function inAscii(host) {
  const url = `https://${host}/`;
  return host && URL.canParse(url) ? new URL(url).hostname : "";
}

/** @param {string} protocol @returns {Fault | null} */
function warning(protocol) {
  if (protocol === "https") return null;
  return {
    code: "url-non-securisee",
    message: "cette adresse n’est pas protégée (http)",
    hint: "essayez la même adresse avec « https:// »",
    warning: true,
  };
}

/** @param {string} message @param {string} [hint] @returns {Fault} */
function refused(message, hint = "") {
  return { code: "url-invalide", message, hint: hint || COPY };
}

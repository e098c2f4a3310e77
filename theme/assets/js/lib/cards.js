/** Files of cards → what results show, each fetched once, when first seen. */

/**
 * @typedef {object} SearchDocument what a result shows: the fields of its card that hold something
 * @property {string} nom
 * @property {string} url relative to the site's root
 * @property {string} resume
 * @property {string} structure
 * @property {string} accent
 * @property {string} icon
 * @property {string} category
 * @property {string} [audience]
 * @property {string} [place]
 * @property {string} [on_site]
 * @property {string} [cost]
 * @property {string} [how]
 * @property {{label: string, url: string, icon: string}} [contact]
 * @property {{label: string, tone: string}} [badge]
 * @property {string} [freshness]
 * @property {string[]} [publics]
 * @property {string[]} [statuts]
 */

export class Cards {
  /** @type {Map<number, Promise<SearchDocument[]>>} */
  #files = new Map();

  /** @param {number} size how many in a file @param {(path: string) => Promise<any>} fetchFile */
  constructor(size, fetchFile) {
    this.size = size;
    this.fetchFile = fetchFile;
  }

  /** @param {number[]} docs @returns {Promise<SearchDocument[]>} */
  async read(docs) {
    const { size } = this;
    const files = await Promise.all(docs.map((doc) => this.#load(Math.floor(doc / size))));
    return docs.map((doc, i) => files[i][doc % size]);
  }

  /** @param {number} rank */
  #load(rank) {
    const known = this.#files.get(rank);
    if (known) return known;
    const loading = this.fetchFile(`fiches/${rank}.json`);
    loading.catch(() => this.#files.delete(rank));
    this.#files.set(rank, loading);
    return loading;
  }
}

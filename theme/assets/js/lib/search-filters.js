/** The filters of the search: the panel of the page and the chips of what is chosen, as one. */

import { Chips } from "./chips.js";
import { FacetPanel } from "./facet-panel.js";
import { countChosen } from "./url-state.js";

/** @typedef {import("./url-state.js").Criteria} Criteria */

export class SearchFilters {
  /**
   * @param {HTMLDetailsElement} details the panel
   * @param {HTMLElement} status chips stand after it
   * @param {object} context
   * @param {boolean} context.hasHours some service says when it is open
   * @param {(changed: Partial<Criteria>) => void} context.onChange
   * @param {() => void} context.onOpen the panel is seen for the first time
   * @param {() => void} context.onLeave the person goes to the results
   */
  constructor(details, status, context) {
    this.panel = new FacetPanel(details, context);
    const labelOf = this.panel.labelOf.bind(this.panel);
    this.chips = new Chips(status, { labelOf, onRemove: context.onChange });
  }

  /** @param {Criteria} criteria */
  write(criteria) {
    this.panel.write(criteria);
    this.chips.show(criteria);
  }
  /**
   * The counts, once results are painted, and only if somebody looks at them.
   * @param {import("./searching.js").Found | null} found
   * @param {() => boolean} isCurrent whether it is still what is shown
   */
  async count(found, isCurrent) {
    if (!found) return this.panel.showCounts(null);
    if (!this.panel.isSeen && !countChosen(found.criteria)) return;
    const counts = await found.counts();
    if (isCurrent()) this.panel.showCounts(counts);
  }
}

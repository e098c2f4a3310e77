/** The filters of the search: the panel of the page and the chips of what is chosen, as one. */

import { Chips } from "./chips.js";
import { FacetPanel } from "./facet-panel.js";

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
}

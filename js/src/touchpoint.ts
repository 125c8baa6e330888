import { on } from "./guard";
import { clean } from "./tidy";
import { MAX_REFERENCE } from "./wire";

export const MARK = "data-safar";

export const nameOf = (element: Element) => clean(element.getAttribute(MARK), MAX_REFERENCE).trim();

/** Reports touchpoints that were clicked, with any button or key. */
export function onTouchpoint(report: (touchpoint: string) => void): void {
  function clicked(event: Event): void {
    const at = event.target as Element;
    const element = at.closest && at.closest(`[${MARK}]`);
    const name = element && nameOf(element);
    if (name && event.isTrusted) {
      report(name);
    }
  }

  on(document, "click", clicked);
  on(document, "auxclick", (event) => (event as MouseEvent).button === 1 && clicked(event));
}

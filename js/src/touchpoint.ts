import { on } from "./guard";
import { clean } from "./tidy";
import { MAX_REFERENCE } from "./wire";

export const MARK = "data-safar";

export const nameOf = (element: Element) => clean(element.getAttribute(MARK), MAX_REFERENCE).trim();

/** Reports touchpoints that were clicked, with any button or key. */
export function onTouchpoint(report: (touchpoint: string) => void): void {
  function clicked(event: Event): void {
    const element = (event.target as Element).closest?.(`[${MARK}]`);
    const name = element && nameOf(element);
    if (name && event.isTrusted && (event as MouseEvent).button < 2) {
      report(name);
    }
  }

  on(window, "click auxclick", clicked);
}

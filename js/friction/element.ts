import { on } from "../src/guard";
import { clean } from "../src/tidy";

/** Characters of a name that is sent. */
const LONGEST = 64;

/** What the shopper fills in. Searching is no form, and buttons hold nothing. */
export const FIELD = "input:not([type=hidden],[type=submit],[type=button],[type=search]),select,textarea";
/** What is pressed to do something on the page. */
export const PRESS = "button,[type=submit],[type=button],[role=button]";
/** What looks as if something happened when it is clicked. */
export const BUTTON = PRESS + ",a,summary,[role=link],[role=tab],[onclick]";

/** The element in which something happened, also inside of an open shadow tree. */
export function elementOf(event: Event): Element | null {
  const [at] = event.composedPath();
  return at instanceof Element ? at : null;
}

/** Listens to some events of fields. */
export function onField(types: string, listener: (at: Element, event: Event) => void): void {
  on(document, types, (event) => {
    const at = elementOf(event);
    if (at && at.matches(FIELD) && !at.closest("[role=search]") && !ignored(at, "form")) {
      listener(at, event);
    }
  });
}

/** Whether something looks as if it could be clicked on. */
export function clickable(at: Element): boolean {
  return !!at.closest(BUTTON) || getComputedStyle(at).cursor === "pointer";
}

/** Whether the page says that a detector is to leave an element alone, or that all are. */
export function ignored(at: Element, detector: string): boolean {
  return !!at.closest(`[data-safar-ignore=""],[data-safar-ignore~=${detector}]`);
}

/** A name without what may tell who or what it is about: addresses and longer numbers. */
export function plain(name: string): string {
  return clean(name, LONGEST).replace(/\S*@\S*|[\d۰-۹٠-٩]{3,}/g, "*");
}

/** The name that the page's author gave to an element. */
export function nameOf(at: Element): string {
  const names = ["name", "id", "data-safar", "autocomplete"].map((attribute) => at.getAttribute(attribute));
  return plain(names.find(Boolean) || "");
}

/** An element as its page's author would look for it, such as button#pay. */
export function describe(at: Element): string {
  const name = nameOf(at);
  return at.localName + (name ? "#" + name : at.classList.length ? "." + plain(at.classList[0]!) : "");
}

import { pageAddress } from "./address";
import { later, on } from "./guard";

export interface Pages {
  /** The address of the page that the visitor sees. */
  _url(): string;
  /** Where they came from. */
  _referrer(): string;
  /** Notices that the address has changed. */
  _look(): void;
}

/**
 * Follows the visitor from page to page, also where the shop changes the address without
 * loading one. leave is called while the page still is the old one, enter on the new one.
 */
export function newPages(hash: boolean, leave: () => void, enter: () => void): Pages {
  let url = pageAddress(location, hash);
  let referrer = document.referrer;
  let leaving = false;

  function look(): void {
    const next = pageAddress(location, hash);
    if (next !== url && !leaving) {
      leaving = true; // what is told now looks as well, and is told of the old page
      leave();
      leaving = false;
      referrer = url;
      url = next;
      enter();
    }
  }

  // Several scripts may wrap these: the one before goes first, with its own this. Frameworks
  // change the address more than once in a row; what counts is where they end.
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args) {
      original.apply(this, args);
      later(look, 0);
    };
  }
  on(window, "popstate hashchange", () => later(look, 0)); // a fragment that is no route changes no address

  // A page that comes back from the back/forward cache is seen anew. Where the visitor came
  // from it cannot know: its referrer is that of the first time.
  on(window, "pageshow", (event) => {
    if ((event as PageTransitionEvent).persisted) {
      referrer = "";
      url = pageAddress(location, hash);
      enter();
    }
  });

  return { _url: () => url, _referrer: () => referrer, _look: look };
}

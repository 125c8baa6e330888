import { later } from "../src/guard";
import { clean } from "../src/tidy";
import { PAGE_VIEW, SEARCH, VIEW_SEARCH_RESULTS } from "../src/wire";
import type { Late } from "./late";

/** The parameters of an address that hold what was searched for, which the collector keeps too. */
const PARAMS = /^(q|s|k|search|query|keywords?|search_?term|search_query)$/i;
/** Characters of a term. */
const TERM = 200;
/** Milliseconds that a shop has to tell of a search itself. */
const PATIENCE = 1000;

/** Reports searches of which nothing but the page's address tells. */
export function watchSearches({ hear, leaving, track, url }: Pick<Late, "hear" | "leaving" | "track" | "url">): void {
  let term = "";

  const tell = () => {
    const found = term;
    term = "";
    if (found) {
      track(VIEW_SEARCH_RESULTS, { search_term: found });
    }
  };

  hear(({ name }) => {
    if (name === PAGE_VIEW) {
      const [, value] = [...new URL(url()).searchParams].find(([key, value]) => PARAMS.test(key) && value) || [];
      // Who types an address into a search box does not look for a product.
      term = value && !value.includes("@") ? clean(value, TERM).trim() : "";
      later(tell, PATIENCE);
    } else if (name === SEARCH || name === VIEW_SEARCH_RESULTS) {
      term = "";
    }
  });
  leaving.push(tell);
}

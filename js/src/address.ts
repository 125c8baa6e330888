import { MAX_URL } from "./wire";

/**
 * The address of the page without its fragment. Where the fragment is the route of a
 * single-page shop (#/p/12 or #!/p/12) and hash says so, it stands as the path that it means;
 * campaign parameters before it stay.
 */
export function pageAddress(at: Location, hash: boolean): string {
  let { pathname, search } = at;
  const route = hash && /^#!?(\/.*)/.exec(at.hash);
  if (route) {
    pathname = pathname.replace(/\/$/, "") + route[1];
    if (pathname.includes("?")) {
      search = search.replace("?", "&");
    }
  }
  return (at.origin + pathname + search).slice(0, MAX_URL);
}

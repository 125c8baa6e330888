/** How often the same is told in a page, and how much of a kind. */
const SAME = 3;
const KIND = 20;

export type Params = Record<string, unknown>;
export type Report = (name: string, params: Params) => void;

/** Bounds what is told: a page that is broken for good says so, and does not go on. */
export function bounded(track: Report): Report {
  const told: Record<string, number> = {};
  const count = (what: string) => (told[what] = (told[what] || 0) + 1);
  return (name, params) => {
    if (count(name + JSON.stringify(params)) <= SAME && count(name) <= KIND) {
      track(name, params);
    }
  };
}

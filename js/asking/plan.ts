/** A survey as the collector tells of it: what to ask, where and when. */
export interface Plan {
  survey_id: string;
  kind: SafarSurvey["kind"];
  /** The merchant's own words by language. */
  questions?: Record<string, string>;
  touchpoint?: string;
  stage?: SafarSurvey["stage"];
  /** Path with * for any text; every page without. */
  page?: string;
  occasion: "page" | "touchpoint" | "stage";
  /** The events that an occasion of kind stage waits for. */
  names?: string[];
  /** From the occasion to the question. */
  seconds: number;
  /** Whether it then waits until the pointer leaves the window upwards. */
  leaving?: boolean;
  /** Percent of the visitors who are asked. */
  share: number;
  /** For how many days nobody is asked again. */
  days: number;
}

/** A path as people read it, whether it was written so or copied from the browser. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Whether a page is one of those of a plan. */
export function meant({ page }: Plan, url: string): boolean {
  const parts = readable(page || "*").split("*");
  const pattern = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`^${pattern}$`).test(readable(new URL(url).pathname));
}

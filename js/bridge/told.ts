/** An event by GA4's name, with GA4's params. */
export type Told = [name: string, params: Record<string, unknown>];

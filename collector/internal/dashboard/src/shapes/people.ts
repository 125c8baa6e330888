import type { Amount, Stage } from "../shapes.ts";

export type PersonKind = "customer" | "visitor" | "guest";

export interface Profile {
  person: string;
  kind: PersonKind;
  last: string;
  sessions: number;
  orders: number;
  surfaces: string[];
}

export interface People {
  people: Profile[];
  truncated: boolean; // somebody may be missing
}

// Item is one thing that happened to a person.
export interface Item {
  time: string;
  type: "session" | "event" | "order" | "refund" | "cancelled" | "cart_left" | "message" | "answer" | "friction";
  name: string;
  surface: string;
  stage: Stage | null;
  touchpoint: string | null;
  session: number | null; // number of the person's visit
  detail: {
    path?: string;
    channel?: string;
    campaign?: string;
    device?: string;
    pageviews?: number;
    seconds?: number;
    products?: string[];
    value?: Amount;
    currency?: string;
    transaction_id?: string;
    reason?: string;
    place?: string; // of friction
    rule?: string; // of an error in a form
    digits?: string;
    kind?: string;
    score?: number;
    text?: string;
    cancelled?: boolean;
    recovered?: boolean;
  };
}

export interface Timeline {
  timezone: string;
  currency: string;
  person: { id: string; kind: PersonKind };
  first: string;
  last: string;
  sessions: number;
  orders: number;
  revenue: Amount;
  currencies: { currency: string; value: Amount }[];
  truncated: boolean;
  items: Item[];
}

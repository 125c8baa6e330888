export const roles = ["viewer", "editor", "owner"] as const;

export type Role = (typeof roles)[number];

// Member is somebody who has a role at a shop.
export interface Member {
  email: string;
  role: Role;
  every: boolean; // at every shop
  password: boolean; // one was chosen
  created: string; // time
  yours: boolean; // the reader may change the role
  opens: boolean; // the reader may make a link to a password
}

export interface Members {
  users: Member[];
}

// Pass is a read token or a share link.
export interface Pass {
  id: number;
  token: string; // its beginning
  name: string;
  scope: "sums" | "details";
  every: boolean; // of every shop
  expires: string | null; // time
  yours: boolean; // the reader may revoke it
}

export interface Passes {
  tokens: Pass[];
}

// SendingKey lets events of a shop in.
export interface SendingKey {
  id: number;
  kind: "browser" | "server";
  key: string; // of a server key the beginning
  origins: string[];
  events_per_day: number; // 0 for as many as come
}

// quotaBounds are those of a key's events_per_day, and what is offered first.
export const quotaBounds = { fewest: 1_000, most: 1_000_000_000, usual: 10_000_000 } as const;

export interface SendingKeys {
  keys: SendingKey[];
}

// Invited holds what a link is made of; the token is empty for who needs none.
export interface Invited {
  email: string;
  token: string;
}

// Issued is told once.
export interface Issued {
  id: number;
  secret: string;
}

// OwnAccount is how somebody signs in, and where.
export interface OwnAccount {
  email: string;
  password: boolean; // one lets in; without, links do
  second_factor: boolean;
  recovery: number; // codes that are left
  sessions: OwnSession[];
}

export interface OwnSession {
  id: string;
  browser: string; // "" when unknown
  since: string;
  seen: string;
  this: boolean;
}

// NewFactor is a second factor that waits for its first code.
export interface NewFactor {
  secret: string;
  url: string; // otpauth:
  qr: { size: number; path: string };
}

// deeds are all actions of the audit log, as groups that are chosen from.
export const deeds = {
  comingIn: ["signed_in", "sign_in_failed", "signed_out", "sessions_ended", "owner_made", "password_changed", "password_reset", "second_factor_on", "second_factor_off", "second_factor_reset", "recovery_codes_made"],
  people: ["user_added", "user_removed", "user_invited", "invitation_used", "role_changed", "link_made"],
  passes: ["token_added", "token_revoked", "share_added", "share_revoked", "key_added", "key_changed", "key_revoked"],
  shops: ["site_added", "site_changed", "policy_changed"],
  customers: ["persons_exported", "person_erased"],
} as const;

export type DeedGroup = keyof typeof deeds;

export type Deed = (typeof deeds)[DeedGroup][number];

// AuditEntry is something that was done, by whom and to what. What is empty was not told.
export interface AuditEntry {
  id: number;
  at: string; // time
  actor: string; // an address or a label, "safar" for commands, "" for nobody who was known
  action: string;
  site: string;
  object: string;
  detail: string;
  times: number;
  last: string; // time
}

export interface Audit {
  entries: AuditEntry[]; // the latest first
  more: boolean;
}

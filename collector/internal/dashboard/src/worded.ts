import { Failure } from "./client.ts";
import type { Format } from "./format.ts";
import { isKey } from "./text/table.ts";

// worded says why somebody could not come in or prove who he is, in the reader's language where
// the code is known.
export function worded(error: unknown, format: Format): string {
  if (!(error instanceof Failure)) return format.t("failedOurs");
  if (error.code === "network") return format.t("failedNetwork");
  if (isKey(error.code)) return format.t(error.code, { seconds: error.retryAfter || 1 });
  return error.status >= 500 ? format.t("failedBusy") : error.message;
}

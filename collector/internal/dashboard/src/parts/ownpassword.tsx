import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { put } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import type { OwnAccount } from "../shapes/own.ts";
import { own as words } from "../text/own.ts";
import { ProofForm } from "./proofform.tsx";

// OwnPassword changes the password of who reads this.
export function OwnPassword({ account }: { account: OwnAccount }): JSX.Element {
  const { t } = useWorld().format;
  const changed = useContext(ChangedContext);
  const [times, setTimes] = useState(0);
  return (
    <section class="card" aria-labelledby="own-password">
      <h2 id="own-password">{t("password")}</h2>
      <p class="muted">{t(words.othersEnd)}</p>
      <p role="status">{times > 0 && t(words.passwordChanged)}</p>
      <ProofForm key={times} password={account.password} code={account.second_factor} button={t(words.changePassword)}
        send={({ password, code, fields }) => put("account/password", { current: password, code, new: String(fields.get("new")) }).then(() => { setTimes(times + 1); changed(); })}>
        <label class="field">{t("newPassword")}<input name="new" type="password" dir="ltr" required minLength={12} autocomplete="new-password" aria-describedby="new-password-rule" /></label>
        <p id="new-password-rule" class="small muted">{t("passwordRule")}</p>
      </ProofForm>
    </section>
  );
}

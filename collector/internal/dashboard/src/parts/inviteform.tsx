import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { post } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import type { Invited } from "../shapes/access.ts";
import { access as words } from "../text/access.ts";
import { RoleFields, type Reach } from "./roleform.tsx";
import { Wrong } from "./wrong.tsx";

// InviteForm gives somebody a role here.
export function InviteForm({ done }: { done: (invited: Invited) => void }): JSX.Element {
  const { format: { t }, site } = useWorld();
  const [email, setEmail] = useState("");
  const [reach, setReach] = useState<Reach>({ role: "viewer", every: false });
  const { busy, failure, save } = useSaving(() => undefined);
  return (
    <form class="form" onSubmit={(e) => {
      e.preventDefault();
      save(() => post<Invited>("users", { email, ...reach }, [["site", site.name]]).then(done));
    }}>
      <label class="field">{t("emailAddress")}<input type="email" dir="ltr" required autocomplete="off" value={email} onInput={(e) => setEmail(e.currentTarget.value)} /></label>
      <RoleFields reach={reach} change={setReach} />
      <Wrong failure={failure} texts={words} />
      <p class="actions"><button class="button" disabled={busy}>{t(words.makeInvitation)}</button></p>
    </form>
  );
}

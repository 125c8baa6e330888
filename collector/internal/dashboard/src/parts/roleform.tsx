import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { put, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import { roles, type Member } from "../shapes/access.ts";
import { access as words } from "../text/access.ts";
import { Choice } from "./choice.tsx";
import { Wrong } from "./wrong.tsx";

// Reach is a role and where it holds.
export type Reach = Pick<Member, "role" | "every">;

const mays = { viewer: words.viewerMay, editor: words.editorMay, owner: words.ownerMay } as const;

// RoleFields choose a role and say what it allows.
export function RoleFields({ reach, change }: { reach: Reach; change: (reach: Reach) => void }): JSX.Element {
  const { format: { t }, me } = useWorld();
  return (
    <>
      <Choice legend={t(words.role)} value={reach.role} choose={(role) => change({ ...reach, role })} options={roles.map((value) => ({ value, text: t(words[value]) }))} />
      <p class="small muted" role="status">{t(mays[reach.role])}</p>
      {me.owns_all && <label class="check"><input type="checkbox" checked={reach.every} onChange={(e) => change({ ...reach, every: e.currentTarget.checked })} /> {t(words.atEvery)}</label>}
    </>
  );
}

// RoleForm gives somebody another role.
export function RoleForm({ member, done }: { member: Member; done: () => void }): JSX.Element {
  const { format: { t }, me, site } = useWorld();
  const [reach, setReach] = useState<Reach>({ role: member.role, every: member.every });
  const { busy, failure, save } = useSaving(done);
  const of: Query = [["site", site.name]];
  return (
    <form class="form" onSubmit={(e) => { e.preventDefault(); save(() => put("users/" + encodeURIComponent(member.email), reach, of)); }}>
      <RoleFields reach={reach} change={setReach} />
      <p class="small muted">{t(words.linksEnd)}</p>
      {member.email === me.email && <p class="small">{t(words.thatIsYou)}</p>}
      <Wrong failure={failure} texts={words} />
      <p class="actions"><button class="button" disabled={busy}>{t("save")}</button></p>
    </form>
  );
}

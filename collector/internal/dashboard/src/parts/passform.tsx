import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { post } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import type { Issued, Pass } from "../shapes/access.ts";
import { access as words } from "../text/access.ts";
import type { Kind } from "./passes.tsx";
import { Wrong } from "./wrong.tsx";

const longestName = 80;

// lives are for how many days a pass may work, 0 for ever; the first is taken unless another is
// chosen.
const lives: Record<Kind, readonly number[]> = { shares: [30, 7, 90, 365], tokens: [365, 30, 90, 0] };

interface Props {
  kind: Kind;
  done: (secret: string, days: number) => void;
}

// PassForm makes a share link or a read token.
export function PassForm({ kind, done }: Props): JSX.Element {
  const { format: { t }, site } = useWorld();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Pass["scope"]>("sums");
  const [days, setDays] = useState(lives[kind][0] ?? 0);
  const { busy, failure, save } = useSaving(() => undefined);
  const said = { name, days, ...(kind === "tokens" ? { scope } : {}) };
  return (
    <form class="form" onSubmit={(e) => {
      e.preventDefault();
      save(() => post<Issued>(kind, said, [["site", site.name]]).then(({ secret }) => done(secret, days)));
    }}>
      <label class="field">{t(words.name)}<input value={name} required maxLength={longestName} dir="auto" autocomplete="off" onInput={(e) => setName(e.currentTarget.value)} /></label>
      {kind === "tokens" && (
        <label class="field">{t(words.scope)}
          <select value={scope} onChange={(e) => setScope(e.currentTarget.value as Pass["scope"])}>
            <option value="sums">{t(words.sums)}</option>
            <option value="details">{t(words.details)}</option>
          </select>
        </label>
      )}
      <label class="field">{t(words.expiry)}
        <select value={String(days)} onChange={(e) => setDays(Number(e.currentTarget.value))}>
          {lives[kind].map((n) => <option key={n} value={String(n)}>{n === 0 ? t(words.never) : t(words.forDays, { n })}</option>)}
        </select>
      </label>
      <Wrong failure={failure} />
      <p class="actions"><button class="button" disabled={busy}>{t(kind === "shares" ? words.addShare : words.addToken)}</button></p>
    </form>
  );
}

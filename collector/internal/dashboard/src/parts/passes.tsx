import type { JSX } from "preact";
import { dayNumber, isoDate, todayIn } from "../calendar.ts";
import { remove } from "../client.ts";
import { useWorld } from "../context.ts";
import { secretLink } from "../secretlink.ts";
import type { Pass } from "../shapes/access.ts";
import { access as words } from "../text/access.ts";
import { Confirm } from "./confirm.tsx";
import type { Told } from "./once.tsx";
import { OwnerSection } from "./ownersection.tsx";
import { PassForm } from "./passform.tsx";
import { Popover } from "./popover.tsx";
import { none, Table } from "./table.tsx";

// Kind is where passes of a sort are kept.
export type Kind = "shares" | "tokens";

const texts = {
  shares: { title: words.shares, note: words.sharesNote, add: words.addShare, empty: words.noShares, revoke: words.revokeShareNote },
  tokens: { title: words.tokens, note: words.tokensNote, add: words.addToken, empty: words.noTokens, revoke: words.revokeTokenNote },
} as const;

// Passes are what lets readers in without an account: share links or read tokens.
export function Passes({ kind, passes }: { kind: Kind; passes: readonly Pass[] }): JSX.Element {
  const { format, site, today } = useWorld();
  const { t } = format;
  const own = texts[kind];
  const told = (secret: string, days: number): Told => (kind === "tokens"
    ? { title: t(words.tokenMade), note: t(words.tokenMadeNote), secret }
    : { title: t(words.shareMade), note: t(words.shareMadeNote, { date: format.date(isoDate(dayNumber(today) + days)) }), secret: secretLink("share", secret) });
  return (
    <OwnerSection id={kind} title={t(own.title)} note={t(own.note, { site: site.name })}>
      {({ tell, gone }) => (
        <>
          <Popover title={t(own.add)} className="button" button={t(own.add)}>
            {(close) => <PassForm kind={kind} done={(secret, days) => { close(); tell(told(secret, days)); }} />}
          </Popover>
          {passes.length === 0 ? <p>{t(own.empty)}</p> : (
            <Table stacked hideCaption caption={t(own.title)} rows={passes} id={(p) => String(p.id)} columns={[
              { name: t(words.passName), cell: (p) => <>{p.name && <><bdi>{p.name}</bdi> </>}<small dir="ltr"><code>{p.token}</code></small></> },
              ...(kind === "tokens" ? [{ name: t(words.scope), cell: (p: Pass) => <>{t(words[p.scope])}{p.every && <small> · {t(words.everyShop)}</small>}</> }] : []),
              { name: t(words.expires), cell: (p) => (p.expires ? format.date(todayIn(site.timezone, new Date(p.expires))) : t(words.never)) },
              {
                name: t(words.actions),
                cell: (p) => (p.yours
                  ? <Confirm button={t(words.revoke)} title={t(words.revokeOf, { name: p.name || p.token })} says={[t(own.revoke)]} act={() => remove(`${kind}/${p.id}`, [["site", site.name]])} done={gone} />
                  : none),
              },
            ]} />
          )}
        </>
      )}
    </OwnerSection>
  );
}

import type { JSX } from "preact";
import { post, remove, type Query } from "../client.ts";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import type { Issued, SendingKey } from "../shapes/access.ts";
import { access as words } from "../text/access.ts";
import { Confirm } from "./confirm.tsx";
import { KeyForm } from "./keyform.tsx";
import { OwnerSection, type Changes } from "./ownersection.tsx";
import { Popover } from "./popover.tsx";
import { none, Table } from "./table.tsx";
import { Wrong } from "./wrong.tsx";

// SendingKeys are the keys that events come with.
export function SendingKeys({ keys }: { keys: readonly SendingKey[] }): JSX.Element {
  const { format } = useWorld();
  const { t } = format;
  return (
    <OwnerSection id="keys" title={t(words.keys)} note={t(words.keysNote)}>
      {({ tell, gone }) => (
        <>
          <Make tell={tell} />
          {keys.length === 0 ? <p>{t(words.noKeys)}</p> : (
            <Table stacked hideCaption caption={t(words.keys)} rows={keys} id={(k) => String(k.id)} columns={[
              { name: t(words.key), cell: (k) => <code dir="ltr">{k.key}</code> },
              { name: t(words.keyKind), cell: (k) => t(words[k.kind]) },
              { name: t(words.from), cell: (k) => (k.kind === "server" ? none : k.origins.length === 0 ? t(words.ownDomains) : <bdi>{k.origins.join(", ")}</bdi>) },
              { name: t(words.quota), cell: (k) => (k.events_per_day === 0 ? t(words.noQuota) : format.count(k.events_per_day)) },
              { name: t(words.actions), cell: (k) => <Actions sending={k} gone={gone} /> },
            ]} />
          )}
        </>
      )}
    </OwnerSection>
  );
}

function Actions({ sending, gone }: { sending: SendingKey; gone: Changes["gone"] }): JSX.Element {
  const { format: { t }, site } = useWorld();
  const edit = t("editOf", { name: sending.key });
  return (
    <span class="actions">
      <Popover title={edit} label={edit} className="button quiet small" button={t("edit")}>
        {(close) => <KeyForm sending={sending} done={() => { close(); gone(); }} />}
      </Popover>
      <Confirm button={t(words.revoke)} title={t(words.revokeOf, { name: sending.key })} says={[t(words.revokeKeyNote)]} act={() => remove(`keys/${sending.id}`, [["site", site.name]])} done={gone} />
    </span>
  );
}

function Make({ tell }: { tell: Changes["tell"] }): JSX.Element {
  const { format: { t }, site } = useWorld();
  const { busy, failure, save } = useSaving(() => undefined);
  const of: Query = [["site", site.name]];
  const make = (kind: SendingKey["kind"]) => (): void => save(() => post<Issued>("keys", { kind, origins: [] }, of)
    .then(({ secret }) => tell({ title: t(words[kind]), note: t(kind === "server" ? words.serverMadeNote : words.browserMadeNote), secret })));
  return (
    <>
      <p class="actions">
        <button type="button" class="button" disabled={busy} onClick={make("server")}>{t(words.addServer)}</button>
        <button type="button" class="button quiet" disabled={busy} onClick={make("browser")}>{t(words.addBrowser)}</button>
      </p>
      <Wrong failure={failure} />
    </>
  );
}

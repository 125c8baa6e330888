import type { JSX } from "preact";
import { useWorld } from "../context.ts";
import { useSaving } from "../saving.ts";
import { access as words } from "../text/access.ts";
import { Popover } from "./popover.tsx";
import { Wrong } from "./wrong.tsx";

interface Props {
  button: string;
  title: string; // what would be done, and to what
  says: readonly string[]; // what comes of it
  act: () => Promise<unknown>;
  done: () => void;
}

// Confirm is a button for what can't be undone: it says what comes of it before anything is done.
export function Confirm({ button, title, says, act, done }: Props): JSX.Element {
  return (
    <Popover title={title} label={title} className="button quiet small" button={button}>
      {(close) => <Question button={button} title={title} says={says} act={act} done={() => { close(); done(); }} close={close} />}
    </Popover>
  );
}

function Question({ button, title, says, act, done, close }: Props & { close: () => void }): JSX.Element {
  const { t } = useWorld().format;
  const { busy, failure, save } = useSaving(done);
  return (
    <div class="form">
      <p><strong><bdi>{title}</bdi></strong></p>
      {says.map((text) => <p key={text}>{text}</p>)}
      <Wrong failure={failure} texts={words} />
      <p class="actions">
        <button type="button" class="button danger" disabled={busy} onClick={() => save(act)}>{button}</button>
        <button type="button" class="button quiet" onClick={close}>{t(words.keep)}</button>
      </p>
    </div>
  );
}

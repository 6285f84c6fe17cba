/** What of the frames one wants to see: live or paused, of which kind, of whom. */
import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { ChevronDown, Pause, Play, Trash2, X } from "lucide-react";
import { memo } from "react";

import { say } from "../../../words/language.ts";
import type { Told } from "../../../words/language.ts";
import { nameOf } from "../people/name.ts";
import { filterWords, paused, wire as words } from "../words/wire.ts";
import { keepAll, kinds } from "./filter.ts";
import type { Filter } from "./filter.ts";
import { allRows, clearFrames } from "./frames.ts";
import { Picker } from "./picker.tsx";
import type { Choice } from "./picker.tsx";
import type { Row } from "./row.ts";
import type { Table } from "./use-table.ts";

export interface WireToolsProps {
  readonly table: Table;
  readonly filter: Filter;
  readonly search: React.RefObject<HTMLInputElement | null>;
}

export function WireTools({ table, filter, search }: WireToolsProps) {
  const { isPaused, waiting, failed } = table;
  return (
    <div className="wire-tools">
      <button
        type="button"
        className={`button is-small live${isPaused ? " is-paused" : ""}`}
        aria-pressed={!isPaused}
        title={say(isPaused ? words.resume : words.pause)}
        onClick={() => (isPaused ? table.resume("hand") : table.pause("hand"))}
      >
        {isPaused ? <Play /> : <span className="dot is-ok" />}
        <span aria-live="polite">{say(isPaused ? paused(waiting) : words.live)}</span>
        {!isPaused && <Pause />}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={say(words.clear)}
        title={say(words.clear)}
        onClick={clearFrames}
      >
        <Trash2 />
      </button>
      <span className="divide" />
      <Filters filter={JSON.stringify(filter)} failed={failed} search={search} />
    </div>
  );
}

interface FiltersProps extends Pick<WireToolsProps, "search"> {
  /** As a text, which is the same where the filter is. */
  readonly filter: string;
  readonly failed: number;
}

/** They are many, and stay while frames come. */
const Filters = memo(function Filters({ filter: given, failed, search }: FiltersProps) {
  const filter = JSON.parse(given) as Filter;
  return (
    <>
      <input
        ref={search}
        type="search"
        className="field is-small text"
        value={filter.text}
        placeholder={say(words.filterShort)}
        title={say(words.filter)}
        aria-label={say(words.filter)}
        aria-keyshortcuts="/"
        onChange={({ target }) => keepAll({ q: target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // Else the browser would empty it.
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
      <ToggleGroup
        className="segmented"
        aria-label={say(words.kinds)}
        value={[filter.kind]}
        onValueChange={([kind]) => keepAll({ kind: kind === "all" ? undefined : kind })}
      >
        {kinds.map((kind) => (
          <Toggle key={kind} value={kind}>
            {say(filterWords[kind])}
            {kind === "failed" && failed > 0 && <span className="bad">{failed}</span>}
          </Toggle>
        ))}
      </ToggleGroup>
      <Choose name="client" word={words.client} value={filter.client} list={clients} />
      <Choose
        name="account"
        word={words.account}
        value={filter.account === undefined ? undefined : String(filter.account)}
        list={accounts}
      />
      <Choose name="action" word={words.action} value={filter.action} list={actions} />
      <span className="grow" />
      {filter.between && (
        <button
          type="button"
          className="button is-small chip is-set"
          onClick={() => keepAll({ between: undefined })}
        >
          <X />
          {say(words.whole)}
        </button>
      )}
      <Chip name="seats" word={words.botsOnly} isSet={!filter.hasSeats} />
      <Chip name="beats" word={words.noHeartbeats} isSet={!filter.hasHeartbeats} />
    </>
  );
});

interface ChipProps {
  readonly name: "seats" | "beats";
  readonly word: Told;
  /** Whether they are left out. */
  readonly isSet: boolean;
}

function Chip({ name, word, isSet }: ChipProps) {
  return (
    <button
      type="button"
      className={`button is-small chip${isSet ? " is-set" : ""}`}
      aria-pressed={isSet}
      onClick={() => keepAll({ [name]: isSet ? "1" : undefined })}
    >
      {say(word)}
    </button>
  );
}

interface ChooseProps {
  readonly name: "client" | "account" | "action";
  readonly word: Told;
  readonly value: string | undefined;
  /** What there is to choose, of all rows. */
  readonly list: (rows: readonly Row[]) => Choice[];
}

/** The choices are looked up when the list is drawn, as they change with every frame. */
function Choose({ name, word, value, list }: ChooseProps) {
  const isSet = value !== undefined;
  return (
    <Picker
      label={`${say(word)} ${value ?? ""}`}
      value={value ?? ""}
      choices={() => [{ value: "", label: say(words.any) }, ...list(allRows())]}
      onChange={(chosen) => keepAll({ [name]: chosen })}
      className={`chip wide${isSet ? " is-set" : ""}`}
    >
      <span className="cut">{value ?? say(word)}</span>
      <ChevronDown />
    </Picker>
  );
}

const maxChoices = 200;

function clients(rows: readonly Row[]): Choice[] {
  return choicesOf(rows.map(({ party }) => party.client));
}

function accounts(rows: readonly Row[]): Choice[] {
  return choicesOf(rows.map(({ frame }) => String(frame.account))).map(({ value }) => ({
    value,
    label: nameOf(Number(value)),
    hint: value,
  }));
}

function actions(rows: readonly Row[]): Choice[] {
  return choicesOf(rows.map(({ frame }) => frame.name));
}

function choicesOf(values: readonly string[]): Choice[] {
  const distinct = [...new Set(values)].filter((value) => value !== "");
  return distinct
    .sort()
    .slice(0, maxChoices)
    .map((value) => ({ value, label: value }));
}

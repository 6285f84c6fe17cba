/** Cards and the like that are written into a small form: what is asked for, and the segment that comes of it. */
import type { ReceivedSegment } from "../../../protocol/entity.ts";
import type { Told } from "../../../words/language.ts";
import { form as words } from "../words/form.ts";

export type Values = Readonly<Record<string, string>>;

export interface FormField {
  /** As it is called in the segment. */
  readonly name: string;
  readonly words: Told;
  readonly isNeeded?: boolean;
  readonly rows?: number;
  readonly example?: string;
  /** What may be chosen; the first is chosen already. */
  readonly options?: readonly { readonly value: string; readonly words: Told }[];
  /** Whether it is asked for, given the others. */
  readonly isAsked?: (values: Values) => boolean;
  /** What is wrong with it. */
  readonly fault?: (value: string) => Told | undefined;
}

export const formNames = ["share", "location", "music", "json", "contact"] as const;
export type FormName = (typeof formNames)[number];

const isCustom = ({ type }: Values) => type === "custom";
const isKnown = (values: Values) => !isCustom(values);

const title = { name: "title", words: words.title };
const content = { name: "content", words: words.content };
const image = { name: "image", words: words.picture, example: "https://…" };

export const forms: Readonly<Record<FormName, readonly FormField[]>> = {
  share: [
    { name: "url", words: words.address, isNeeded: true, example: "https://…" },
    { ...title, isNeeded: true },
    content,
    image,
  ],
  location: [
    { name: "lat", words: words.latitude, isNeeded: true, example: "31.2304", fault: degrees(90) },
    {
      name: "lon",
      words: words.longitude,
      isNeeded: true,
      example: "121.4737",
      fault: degrees(180),
    },
    title,
    content,
  ],
  music: [
    {
      name: "type",
      words: words.source,
      options: [
        { value: "qq", words: words.qq },
        { value: "163", words: words.netease },
        { value: "kugou", words: words.kugou },
        { value: "migu", words: words.migu },
        { value: "kuwo", words: words.kuwo },
        { value: "xm", words: words.xiami },
        { value: "custom", words: words.custom },
      ],
    },
    { name: "id", words: words.song, isNeeded: true, example: "28949129", isAsked: isKnown },
    { name: "url", words: words.address, isNeeded: true, isAsked: isCustom, example: "https://…" },
    { name: "audio", words: words.audio, isNeeded: true, isAsked: isCustom, example: "https://…" },
    { ...title, isNeeded: true, isAsked: isCustom },
    { ...content, isAsked: isCustom },
    { ...image, isAsked: isCustom },
  ],
  json: [{ name: "data", words: words.json, isNeeded: true, rows: 8, fault: faultInJson }],
  contact: [
    {
      name: "type",
      words: words.kind,
      options: [
        { value: "qq", words: words.person },
        { value: "group", words: words.group },
      ],
    },
    { name: "id", words: words.number, isNeeded: true, example: "10001", fault: faultInNumber },
  ],
};

/** The fields that are asked for, given what is there already. */
export function askedFields(name: FormName, values: Values): readonly FormField[] {
  return forms[name].filter(({ isAsked }) => isAsked?.(values) ?? true);
}

/** What is wrong, by field. */
export function faultsIn(name: FormName, values: Values): Readonly<Record<string, Told>> {
  const found: Record<string, Told> = {};
  for (const field of askedFields(name, values)) {
    const value = valueOf(field, values);
    const fault = value === "" ? (field.isNeeded ? words.needed : undefined) : field.fault?.(value);
    if (fault) found[field.name] = fault;
  }
  return found;
}

export function toFormSegment(name: FormName, values: Values): ReceivedSegment {
  const given = askedFields(name, values).map(
    (field) => [field.name, valueOf(field, values)] as const,
  );
  return { type: name, data: Object.fromEntries(given.filter(([, value]) => value !== "")) };
}

export function valueOf({ name, options }: FormField, values: Values): string {
  return (values[name] ?? options?.[0]?.value ?? "").trim();
}

function degrees(most: number): (value: string) => Told | undefined {
  return (value) => (Math.abs(Number(value)) <= most ? undefined : words.notDegrees(most));
}

function faultInJson(value: string): Told | undefined {
  try {
    JSON.parse(value);
    return undefined;
  } catch (error) {
    return words.notJson(error instanceof Error ? error.message : "");
  }
}

function faultInNumber(value: string): Told | undefined {
  return /^\d{1,16}$/.test(value) ? undefined : words.notNumber;
}

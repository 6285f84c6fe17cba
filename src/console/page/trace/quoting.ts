/** Whether a call speaks of a message: by its number, its files, or where it was said and by whom. */

/** What of a message a call may quote. */
export interface Quotable {
  readonly message: number;
  readonly group: string | undefined;
  readonly sender: string | undefined;
  /** Names and addresses of what is in it. */
  readonly files: readonly string[];
}

/** `message`: it quotes the message itself; `place`: its group or sender. */
export type Quoting = "message" | "place" | undefined;

const place = /"(group_id|user_id)"\s*:\s*"?(\d+)/g;
const file = /"(?:file|file_id|url)"\s*:\s*"([^"]{8,})"/g;

/** Reads the text of an event. */
export function readQuotable(message: number, text: string): Quotable {
  const places = placesOf(text);
  return {
    message,
    group: places.get("group_id"),
    sender: places.get("user_id"),
    files: [...text.matchAll(file)].map(([, name = ""]) => name),
  };
}

/** Reads the text of a call. */
export function findQuoting(text: string, { message, group, sender, files }: Quotable): Quoting {
  if (text.includes(String(message)) && namesMessage(text, message)) return "message";
  if (files.some((name) => text.includes(name))) return "message";
  const places = placesOf(text);
  const called = places.get("group_id");
  if (called !== undefined) return called === group ? "place" : undefined;
  return sender !== undefined && places.get("user_id") === sender ? "place" : undefined;
}

function namesMessage(text: string, message: number): boolean {
  return new RegExp(`(?:message_id"|"id"|\\breply,id)\\W{1,4}${message}(?!\\d)`).test(text);
}

function placesOf(text: string): Map<string, string> {
  const places = new Map<string, string>();
  for (const [, key = "", value = ""] of text.matchAll(place))
    if (!places.has(key) && value !== "0") places.set(key, value);
  return places;
}

/** The addresses at which QQ has pictures of people and groups. */

/** Whose picture. */
export interface Whose {
  kind: "user" | "group";
  id: number;
}

/** q1.qlogo.cn and its like; thirdqq is asked with the same queries. */
const ofPeople = /^(?:q\d{0,2}|thirdqq)\.qlogo\.cn$/;

/** Whose picture an address means, as `/g?b=qq&nk=ID`, `/headimg_dl?dst_uin=ID` or `/gh/GROUP/GROUP/SIZE`. */
export function whoseAt(address: string): Whose | undefined {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const { hostname, pathname, searchParams } = url;
  if (/^p\d{0,2}\.qlogo\.cn$/.test(hostname)) {
    const [, group] = /^\/+gh\/(\d+)(?:\/|$)/.exec(pathname) ?? [];
    return toWhose("group", group);
  }
  if (!ofPeople.test(hostname)) return undefined;
  const asked = searchParams.get("nk") ?? searchParams.get("dst_uin");
  return toWhose(searchParams.get("b") === "group" ? "group" : "user", asked);
}

/** Undefined where the text is no number somebody can have. */
export function toWhose(kind: Whose["kind"], text: string | null | undefined): Whose | undefined {
  const id = /^\d+$/.test(text ?? "") ? Number(text) : 0;
  return id > 0 && Number.isSafeInteger(id) ? { kind, id } : undefined;
}

/** Cards that somebody has written as JSON or XML. */
import { AppWindow, CodeXml } from "lucide-react";

import { say } from "../../../../words/language.ts";
import { card as words } from "../../words/card.ts";
import { Card, Unknown } from "./card.tsx";
import { ownAddress, textOf } from "./data.ts";
import type { SegmentProps } from "./data.ts";

interface Written {
  readonly title: string;
  readonly text: string;
  readonly picture: string;
  readonly from: string;
  readonly link: string;
}

export function JsonCard({ data, segment }: SegmentProps) {
  const written = readJson(textOf(data, "data"));
  if (!written) return <Unknown segment={segment} />;
  return <WrittenCard written={written} icon={<AppWindow />} segment={segment} />;
}

export function XmlCard({ data, segment }: SegmentProps) {
  const written = readXml(textOf(data, "data"));
  if (!written) return <Unknown segment={segment} />;
  return <WrittenCard written={written} icon={<CodeXml />} segment={segment} />;
}

function WrittenCard({
  written: { title, text, picture, from, link },
  icon,
  segment,
}: {
  written: Written;
  icon: React.ReactNode;
  segment: SegmentProps["segment"];
}) {
  return (
    <Card
      title={title}
      text={text}
      picture={ownAddress(picture)}
      icon={icon}
      from={from || say(words.card)}
      link={link}
      source={segment}
    />
  );
}

/** One line of it, for lists: what QQ shows as the prompt. */
export function promptOf(json: string): string {
  return readJson(json)?.title ?? "";
}

type Fields = Readonly<Record<string, unknown>>;

/** What QQ's JSON cards say: in the first of their `meta` that has a title, or else in themselves. */
function readJson(json: string): Written | undefined {
  const card = parseFields(json);
  if (!card) return undefined;
  const { prompt, desc, app } = card;
  const metas = isFields(card["meta"]) ? Object.values(card["meta"]).filter(isFields) : [];
  const meta = metas.find((each) => titleOf(each) !== "") ?? metas[0] ?? {};
  const title = titleOf(meta) || text(prompt) || text(desc);
  if (title === "") return undefined;
  const said = first(meta, "desc", "summary", "content", "address") || text(prompt) || text(desc);
  return {
    title,
    text: said === title ? "" : said,
    picture: first(meta, "preview", "icon", "cover", "source_icon"),
    from: first(meta, "tag", "source") || text(app),
    link: first(meta, "jumpUrl", "qqdocurl", "url", "jump_url"),
  };
}

function titleOf(meta: Fields): string {
  return first(meta, "title", "name", "nickname");
}

/** Parsed as text alone: nothing in it is fetched or run. */
function readXml(xml: string): Written | undefined {
  const document = new DOMParser().parseFromString(xml, "text/xml");
  if (document.querySelector("parsererror")) return undefined;
  const inside = (name: string) => document.querySelector(name)?.textContent?.trim() ?? "";
  const attribute = (element: string, name: string) =>
    document.querySelector(element)?.getAttribute(name) ?? "";
  const title = inside("title") || attribute("msg", "brief");
  if (title === "") return undefined;
  return {
    title,
    text: inside("summary"),
    picture: attribute("picture", "cover"),
    from: attribute("source", "name"),
    link: attribute("msg", "url"),
  };
}

function parseFields(json: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function first(fields: Fields, ...keys: readonly string[]): string {
  return keys.map((key) => text(fields[key])).find((found) => found !== "") ?? "";
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

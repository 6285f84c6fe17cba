/** Cards that point to something elsewhere: a page, music, a place, a person or a group. */
import { Link, MapPin, Music as Note } from "lucide-react";

import { say } from "../../../../words/language.ts";
import { Avatar } from "../../people/avatar.tsx";
import { useCalling } from "../../people/calling.ts";
import { card as words, musicSources } from "../../words/card.ts";
import { useSetting } from "../setting.ts";
import { Card } from "./card.tsx";
import { ownAddress, textOf } from "./data.ts";
import type { SegmentProps } from "./data.ts";

export function Share({ data }: SegmentProps) {
  const url = textOf(data, "url");
  return (
    <Card
      title={textOf(data, "title") || say(words.share)}
      text={textOf(data, "content")}
      picture={ownAddress(textOf(data, "image"))}
      icon={<Link />}
      from={url.replace(/^https?:\/\//, "") || say(words.share)}
      link={url}
    />
  );
}

export function Music({ data }: SegmentProps) {
  const type = textOf(data, "type");
  const source = musicSources[type];
  return (
    <Card
      title={textOf(data, "title") || textOf(data, "id") || say(words.music)}
      text={textOf(data, "content") || textOf(data, "singer")}
      picture={ownAddress(textOf(data, "image"))}
      icon={<Note />}
      from={source ? `${say(words.music)} · ${say(source)}` : say(words.music)}
      link={textOf(data, "url") || textOf(data, "audio")}
    />
  );
}

export function Contact({ data }: SegmentProps) {
  const id = Number(textOf(data, "id"));
  const isGroup = textOf(data, "type") === "group";
  const { seat, chatKey } = useSetting();
  const called = useCalling(seat, { chatKey, id: isGroup ? 0 : id });
  const name = isGroup ? textOf(data, "id") : called;
  return (
    <>
      <div className="card-body is-contact">
        <Avatar id={id} name={name} size={36} isGroup={isGroup} />
        <span className="t">{name}</span>
        <code className="d">{textOf(data, "id")}</code>
      </div>
      <div className="card-foot">{say(isGroup ? words.group : words.person)}</div>
    </>
  );
}

export function Place({ data }: SegmentProps) {
  const [lat, lon] = [textOf(data, "lat"), textOf(data, "lon")];
  return (
    <>
      <Map />
      <div className="card-text">
        <div className="t">{textOf(data, "title") || say(words.place)}</div>
        {textOf(data, "content") && <div className="d">{textOf(data, "content")}</div>}
        <div className="d cut">
          {lat}, {lon}
        </div>
      </div>
      <div className="card-foot">
        <MapPin />
        {say(words.place)}
      </div>
    </>
  );
}

/** A drawing of streets, of nowhere in particular: a real map would be somebody else's. */
function Map() {
  return (
    <svg
      className="map"
      viewBox="0 0 248 96"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect width="248" height="96" className="ground" />
      <path d="M0 70h248M0 24h248M64 0v96M180 0v96" className="street" />
      <path d="M0 96 248 40" className="road" />
      <circle cx="124" cy="52" r="8" className="pin" />
    </svg>
  );
}

/** The look that cards share: a title, what it says, a small picture, and where it is from. */
import { Braces, ExternalLink } from "lucide-react";
import type { ReactNode } from "react";

import type { ReceivedSegment } from "../../../../protocol/entity.ts";
import { say } from "../../../../words/language.ts";
import { card as words } from "../../words/card.ts";
import { openAbove } from "../opened.ts";
import { webAddress } from "./data.ts";

export interface CardProps {
  readonly title: string;
  readonly text?: string;
  /** Of our own server. */
  readonly picture?: string | undefined;
  /** Stands where there is no picture. */
  readonly icon: ReactNode;
  readonly from: string;
  /** Where it leads: shown in words, and opened in a tab of its own. */
  readonly link?: string;
  /** What it was made of, where that is worth a look. */
  readonly source?: ReceivedSegment;
}

export function Card({ title, text, picture, icon, from, link = "", source }: CardProps) {
  const address = webAddress(link);
  return (
    <>
      <div className="card-body">
        <span className="t">{title}</span>
        {text && <span className="d">{text}</span>}
        <span className="thumb" aria-hidden="true">
          {picture ? <img src={picture} alt="" /> : icon}
        </span>
      </div>
      <div className="card-foot">
        <span className="cut grow" title={address ?? from}>
          {from}
        </span>
        {address && (
          <a
            className="link"
            href={address}
            target="_blank"
            rel="noreferrer noopener"
            aria-label={`${say(words.openLink)}: ${address}`}
            title={address}
          >
            <ExternalLink />
          </a>
        )}
        {source && <ShowJson segment={source} />}
      </div>
    </>
  );
}

export function ShowJson({ segment }: { segment: ReceivedSegment }) {
  return (
    <button
      type="button"
      className="link show-json"
      onClick={() => openAbove({ is: "json", segment })}
    >
      <Braces />
      {say(words.showJson)}
    </button>
  );
}

/** What nothing more is known of than its type. */
export function Unknown({ segment, line = "" }: { segment: ReceivedSegment; line?: string }) {
  return (
    <span className="unknown">
      <span className="dim">
        [{segment.type}]{line && ` ${line}`}
      </span>{" "}
      <ShowJson segment={segment} />
    </span>
  );
}

/** A file with its name and size, to be fetched. */
import { Download } from "lucide-react";

import { say } from "../../../../words/language.ts";
import { card as words } from "../../words/card.ts";
import { ownAddress, sizeOf, textOf } from "./data.ts";
import type { SegmentProps } from "./data.ts";

export function File({ data }: SegmentProps) {
  const given = textOf(data, "name") || textOf(data, "file") || say(words.file);
  const isOnItsWay = textOf(data, "file").startsWith("base64://");
  const name = given.startsWith("base64://") ? say(words.file) : given;
  const size = textOf(data, "file_size");
  const address = ownAddress(textOf(data, "url"));
  const facts = [
    size === "" ? "" : sizeOf(Number(size)),
    address || isOnItsWay ? "" : say(words.gone),
  ];
  const kind = /\.([\p{L}\p{N}]{1,4})$/u.exec(name)?.[1]?.toUpperCase() ?? "";
  return (
    <div className="file">
      <span className="sheet" aria-hidden="true">
        {kind}
      </span>
      <div className="grow">
        <div className="name" title={name}>
          {name}
        </div>
        <div className="d">{facts.filter((fact) => fact !== "").join(" · ")}</div>
      </div>
      {address && (
        <a
          className="icon-button"
          href={address}
          download={name}
          aria-label={`${say(words.download)} ${name}`}
          title={say(words.download)}
        >
          <Download />
        </a>
      )}
    </div>
  );
}

/** A refusal where it happened, with its reason. */
import { CircleX } from "lucide-react";

import { say } from "../../../words/language.ts";
import { toReason } from "../words/reason.ts";
import type { Trouble } from "./trouble.ts";

export function TroubleNote({ trouble }: { trouble: Trouble | undefined }) {
  if (!trouble) return null;
  return (
    <p className="trouble" role="alert" title={trouble.sentence}>
      <CircleX />
      <span>
        {trouble.retcode !== undefined && <b>{trouble.retcode} </b>}
        {say(toReason(trouble.sentence))}
      </span>
    </p>
  );
}

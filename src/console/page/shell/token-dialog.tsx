/** Asks for the access token where the server wants one, once. */
import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";
import type { FormEvent } from "react";

import { say } from "../../../words/language.ts";
import { unlock, useServer } from "../server.ts";
import { token as words } from "../words/token.ts";

const plainlyWrong = "The access token is wrong";

export function TokenDialog() {
  const link = useServer((state) => state.link);
  const [given, setGiven] = useState("");
  const wrong = link.is === "locked" && link.why === "wrong" ? link.sentence : undefined;
  const isWrong = wrong !== undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (given.trim() !== "") unlock(given.trim());
  }

  return (
    <Dialog.Root open={link.is === "locked"} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="dialog">
          <Dialog.Title>{say(words.needed)}</Dialog.Title>
          <Dialog.Description className="dim">{say(words.where)}</Dialog.Description>
          <form className="stack" onSubmit={submit}>
            <input
              className={`field${isWrong ? " is-wrong" : ""}`}
              type="password"
              autoComplete="off"
              aria-label="token"
              aria-invalid={isWrong}
              value={given}
              onChange={({ target }) => setGiven(target.value)}
            />
            {isWrong && (
              <p className="bad" role="alert">
                {/* A token may also be right, but of somebody who may not look on. */}
                {wrong === plainlyWrong ? say(words.wrong) : wrong}
              </p>
            )}
            <button type="submit" className="button is-main">
              {say(words.enter)}
            </button>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

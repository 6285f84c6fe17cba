/** Making somebody. */
import { openForm } from "../palette/form-store.ts";
import { useServer } from "../server.ts";
import { world as words } from "../words/world.ts";

/** Opens the form for it. */
export function addPerson(): void {
  openForm({
    action: ".sandbox.create_user",
    title: words.addPerson,
    account: useServer.getState().hello?.account ?? 0,
    fields: ["nickname", "user_id", "sex", "age"],
    submit: words.add,
  });
}

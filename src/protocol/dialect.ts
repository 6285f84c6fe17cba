/** Actions that are not in the standard but in the servers bots run against today: name → schemas. */
import { chatDialect } from "./dialect-chat.ts";
import { fileDialect } from "./dialect-file.ts";
import { peopleDialect } from "./dialect-people.ts";

export const dialect = { ...chatDialect, ...fileDialect, ...peopleDialect } as const;

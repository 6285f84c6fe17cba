/** Actions that are not in the standard but in the servers bots run against today: name → schemas. */
import { chatDialect } from "./dialect-chat.ts";
import { fileDialect } from "./dialect-file.ts";
import { groupDialect } from "./dialect-group.ts";
import { peopleDialect } from "./dialect-people.ts";
import { profileDialect } from "./dialect-profile.ts";

export const dialect = {
  ...chatDialect,
  ...fileDialect,
  ...groupDialect,
  ...peopleDialect,
  ...profileDialect,
} as const;

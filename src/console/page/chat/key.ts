/** A conversation: `g10010` is a group, `p20002` a person. */
export type ChatKey = `${"g" | "p"}${number}`;

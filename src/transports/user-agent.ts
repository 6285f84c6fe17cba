/** What we call ourselves when it is we who connect (communication/http-post, ws-reverse). */
import { version } from "../../package.json";

/** Of the commands that are clients, which are no bots. */
export const toolAgent = `onebot/${version}`;

export const userAgent = `OneBot/11 (onebot/${version})`;

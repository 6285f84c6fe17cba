/** What we call ourselves when it is we who connect (communication/http-post, ws-reverse). */
import { version } from "../../package.json";

export const userAgent = `OneBot/11 (onebot/${version})`;

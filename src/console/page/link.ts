/** A WebSocket to the server that comes back by itself, and knows why it cannot. */
import { tokenQuery } from "./token.ts";

export type LinkState =
  | { readonly is: "connecting" | "open" | "closed" }
  /** Lost; tried again at `retryAt`, in milliseconds since 1970. What the server said, where it is there and refuses. */
  | { readonly is: "lost"; readonly retryAt: number; readonly sentence?: string }
  /** The server wants a token, or another one. */
  | { readonly is: "locked"; readonly why: "missing" }
  | { readonly is: "locked"; readonly why: "wrong"; readonly sentence: string }
  /** Refused for a reason that time alone does not mend. */
  | { readonly is: "refused"; readonly sentence: string };

export interface LinkOptions {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly onOpen?: () => void;
  readonly onText: (text: string) => void;
  readonly onState: (state: LinkState) => void;
}

const firstDelay = 500;
const maxDelay = 5000;

export class Link {
  readonly #options: LinkOptions;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delay = firstDelay;
  #isEnded = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#dial();
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Sends a text; false where there is nobody to send it to. */
  send(text: string): boolean {
    if (!this.isOpen) return false;
    this.#socket?.send(text);
    return true;
  }

  /** Tries at once, where it waits to. */
  retry(): void {
    if (this.#isEnded || (this.#socket && this.#socket.readyState <= WebSocket.OPEN)) return;
    clearTimeout(this.#timer);
    this.#dial();
  }

  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#options.onState({ is: "closed" });
  }

  #dial(): void {
    const { onText, onState, onOpen } = this.#options;
    onState({ is: "connecting" });
    const url = this.#address("ws");
    const socket = new WebSocket(url);
    this.#socket = socket;
    let wasOpen = false;
    socket.addEventListener("open", () => {
      wasOpen = true;
      this.#delay = firstDelay;
      onState({ is: "open" });
      onOpen?.();
    });
    socket.addEventListener("message", ({ data }) => onText(String(data)));
    socket.addEventListener("close", () => {
      if (this.#isEnded || this.#socket !== socket) return;
      if (wasOpen) this.#retryLater();
      else void this.#askWhy();
    });
  }

  #retryLater(sentence?: string): void {
    if (this.#isEnded) return;
    const retryAt = Date.now() + this.#delay;
    this.#options.onState({ is: "lost", retryAt, ...(sentence && { sentence }) });
    this.#timer = setTimeout(() => this.#dial(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, maxDelay);
  }

  /** A WebSocket is not told the status of a refusal; the same request by HTTP is. */
  async #askWhy(): Promise<void> {
    try {
      const response = await fetch(this.#address("http"), { headers: { accept: "text/plain" } });
      const sentence = (await response.text()).trim();
      if (this.#isEnded) return;
      const { status } = response;
      if (status === 401) this.#options.onState({ is: "locked", why: "missing" });
      else if (status === 403 && /token/.test(sentence))
        this.#options.onState({ is: "locked", why: "wrong", sentence });
      else if (status === 403 || status === 404 || status === 400)
        this.#options.onState({ is: "refused", sentence });
      // It has no room now; 426 is what the path of a WebSocket answers when there is nothing wrong.
      else this.#retryLater(status === 426 ? undefined : sentence);
    } catch {
      this.#retryLater();
    }
  }

  #address(scheme: "ws" | "http"): string {
    const { path, query } = this.#options;
    const url = new URL(path, location.href);
    url.protocol = url.protocol.replace("http", scheme);
    url.hash = "";
    url.search = new URLSearchParams({ ...query, ...tokenQuery() }).toString();
    return url.href;
  }
}

/** Records somebody's voice through the browser. */

export interface Recording {
  /** Ends it and gives what was recorded, with its length in seconds. */
  stop(): Promise<{ readonly blob: Blob; readonly seconds: number }>;
  cancel(): void;
  /** Called with the seconds so far, a few times each second. */
  onTime(listener: (seconds: number) => void): () => void;
}

/** As long as a voice message of QQ may be, in seconds. */
export const maxSeconds = 60;

/** Formats by preference; what is recorded is told by its bytes, so the server takes each of them. */
const formats = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

export function canRecord(): boolean {
  return "mediaDevices" in navigator && "MediaRecorder" in globalThis;
}

/** Begins; rejects where there is no microphone or nobody allows it. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = formats.find((format) => MediaRecorder.isTypeSupported(format));
  const recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
  const pieces: Blob[] = [];
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  recorder.addEventListener("stop", () => resolve());
  const release = () => {
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  };
  recorder.start();
  return {
    async stop() {
      const length = Math.max(1, Math.round(seconds()));
      release();
      await ended;
      return { blob: new Blob(pieces, { type: recorder.mimeType }), seconds: length };
    },
    cancel: release,
    onTime(listener) {
      const timer = setInterval(() => listener(seconds()), 200);
      return () => clearInterval(timer);
    },
  };
}

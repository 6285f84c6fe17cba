/** The page: what the browser runs first. */
import { createRoot } from "react-dom/client";

import { startPresence } from "./connections/presence.ts";
import { startRates } from "./connections/rates.ts";
import { startRoute } from "./route.ts";
import { startServer } from "./server.ts";
import { startSettings } from "./settings.ts";
import { App } from "./shell/app.tsx";
import { startKeys } from "./shell/keys.ts";
import { startTraceKey } from "./trace/trace-key.ts";
import { startTracings } from "./trace/tracings.ts";
import { startFrames } from "./wire/frames.ts";
import { startSoftware } from "./wire/software.ts";

const root = document.getElementById("root");
if (root) {
  startSettings();
  startRoute();
  startPresence();
  startRates();
  startKeys();
  startSoftware();
  startFrames();
  startTracings();
  startTraceKey();
  startServer();
  createRoot(root).render(<App />);
}

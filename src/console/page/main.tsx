/** The page: what the browser runs first. */
import { createRoot } from "react-dom/client";

import { startRoute } from "./route.ts";
import { startServer } from "./server.ts";
import { startSettings } from "./settings.ts";
import { App } from "./shell/app.tsx";

const root = document.getElementById("root");
if (root) {
  startSettings();
  startRoute();
  startServer();
  createRoot(root).render(<App />);
}

/** How costs grow, as a picture: one panel for the messages in a world, one for its groups. */
import type { Cost } from "./growth.ts";

interface Panel {
  title: string;
  axis: "messages" | "groups";
  /** The world's other measure, which stays the same. */
  fixed: { messages?: number; groups?: number };
}

const size = { width: 920, height: 380, top: 56, bottom: 48, left: 56, plot: 250, label: 160 };
const colours = ["#0969da", "#cf222e", "#1a7f37", "#8250df", "#9a6700"];
const decades = [1, 10, 100, 1000];

/** An SVG document; both axes are logarithmic. */
export function drawGrowth(costs: readonly Cost[], machine: string): string {
  const messages = Math.max(...costs.map((cost) => cost.messages));
  const groups = Math.min(...costs.map((cost) => cost.groups).filter((count) => count > 1));
  const panels: Panel[] = [
    { title: `Stored messages, in ${groups} groups`, axis: "messages", fixed: { groups } },
    {
      title: `Groups, with ${messages.toLocaleString("en")} messages`,
      axis: "groups",
      fixed: { messages },
    },
  ];
  const width = size.plot + size.label;
  const drawn = panels.map((panel, at) => {
    const shown = costs.filter(
      (cost) =>
        (panel.fixed.groups ?? cost.groups) === cost.groups &&
        (panel.fixed.messages ?? cost.messages) === cost.messages,
    );
    return `<g transform="translate(${size.left + at * (width + 20)} ${size.top})">${drawPanel(panel, shown)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12" fill="#1f2328">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="${size.left}" y="20" font-size="14" font-weight="bold">Microseconds of a call, by the size of the world</text>
<text x="${size.left}" y="${size.height - 8}" font-size="11" fill="#59636e">${machine}; 8 connections × 16 calls in flight</text>
${drawn.join("\n")}
</svg>
`;
}

function drawPanel({ title, axis }: Panel, costs: readonly Cost[]): string {
  const height = size.height - size.top - size.bottom - 20;
  const sizes = [...new Set(costs.map((cost) => cost[axis]))].sort((a, b) => a - b);
  const [first = 1] = sizes;
  const x = scale([first, sizes.at(-1) ?? first], [0, size.plot]);
  const y = scale([decades[0] ?? 1, decades.at(-1) ?? 1], [height, 0]);
  const grid = decades.map(
    (value) =>
      `<path d="M0 ${y(value)}H${size.plot}" stroke="#d1d9e0"/><text x="-8" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
  );
  const ticks = sizes.map(
    (value) =>
      `<text x="${x(value)}" y="${height + 18}" text-anchor="middle">${value.toLocaleString("en")}</text>`,
  );
  const calls = [...new Set(costs.map(({ call }) => call))];
  const ends = calls.map((call) =>
    y(costs.filter((cost) => cost.call === call).at(-1)?.microseconds ?? 1),
  );
  const labels = spread(ends);
  const lines = calls.map((call, at) => {
    const points = costs
      .filter((cost) => cost.call === call)
      .map((cost) => `${round(x(cost[axis]))} ${round(y(cost.microseconds))}`);
    const colour = colours[at % colours.length];
    const dots = points.map((point) => {
      const [cx, cy] = point.split(" ");
      return `<circle cx="${cx}" cy="${cy}" r="3"/>`;
    });
    return `<g fill="${colour}"><path d="M${points.join("L")}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join("")}<text x="${size.plot + 10}" y="${round((labels[at] ?? 0) + 4)}">${call}</text></g>`;
  });
  return [`<text y="-14" font-weight="bold">${title}</text>`, ...grid, ...ticks, ...lines].join(
    "\n",
  );
}

/** A logarithmic scale. */
function scale([from, to]: [number, number], [start, end]: [number, number]) {
  const span = Math.log(to / from) || 1;
  return (value: number) => round(start + (Math.log(value / from) / span) * (end - start));
}

/** The same heights, moved apart so far that labels there can be read. */
function spread(heights: readonly number[]): number[] {
  const gap = 15;
  const order = heights.map((height, at) => ({ height, at })).sort((a, b) => a.height - b.height);
  const moved: number[] = [];
  let last = -gap;
  for (const { height, at } of order) {
    last = Math.max(height, last + gap);
    moved[at] = last;
  }
  return moved;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

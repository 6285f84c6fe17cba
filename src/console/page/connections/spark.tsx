/** The last minute of something, as a line. */

const width = 72;
const height = 20;
const most = 30;

export function Spark({ rates }: { rates: readonly number[] }) {
  const top = Math.max(1, ...rates);
  const step = width / (most - 1);
  const from = width - (rates.length - 1) * step;
  const points = rates.map(
    (rate, at) => `${(from + at * step).toFixed(1)},${(height - 2 - (rate / top) * 16).toFixed(1)}`,
  );
  return (
    <svg
      className="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <polyline points={points.join(" ")} />
    </svg>
  );
}

/** The view of wire. */
export function WireView() {
  return <div className="page" />;
}

/** The view of connections. */
export function ConnectionsView() {
  return <div className="page" />;
}

/** The view of world. */
export function WorldView() {
  return <div className="page" />;
}

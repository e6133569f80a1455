/** As a `ref`: lets the keyboard reach what scrolls, which not every browser does by itself. */
export function scrollable(element: HTMLElement | null): void {
  if (element !== null) element.tabIndex = 0
}

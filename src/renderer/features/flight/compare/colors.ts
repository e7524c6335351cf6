/** Colours of the two flights, apart for any colour vision and on light and dark ground. */
export const sideColor = { a: '#2f7fd6', b: '#e0791b' } as const;
export type Side = keyof typeof sideColor;

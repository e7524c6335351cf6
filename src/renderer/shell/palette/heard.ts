/** Options of a query whose changes are drawn only while the palette is open: before, nobody sees how things go on. */
export const heard = (opened: boolean) => (opened ? {} : { notifyOnChangeProps: [] });

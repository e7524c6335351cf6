/**
 * Tells what came of an act also when the row that it was pressed in has gone meanwhile, as callbacks of `mutate` do not. Why it
 * failed is told by the options of the mutation.
 */
export function whenDone<Answer>(act: Promise<Answer>, tell: (answer: Answer) => void): void {
  act.then(tell, () => undefined);
}

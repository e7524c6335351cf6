/** Low saves: close to the ground, and up again. */

export interface LowSaveRules {
  lowSaveAglM: number;
  lowSaveGainM: number;
}

export interface FoundSave {
  /** Index of the lowest fix. */
  fix: number;
  gainedM: number;
}

/**
 * Times at which the aircraft, having been higher, was closer to the ground than `lowSaveAglM`, and then climbed by
 * `lowSaveGainM` above the altitude of its lowest moment and out of the low. Being low twice without such a climb between
 * is one low. Take-off does not count, as nothing was higher before; ridge soaring that ends in a climb does.
 * @param aglM height above ground; NaN where unknown, and passed over
 */
export function findLowSaves(altitudeM: Float64Array, aglM: Float64Array, rules: LowSaveRules): FoundSave[] {
  const saves: FoundSave[] = [];
  let wasHigh = false;
  let lowest = -1;
  let save: FoundSave | null = null;
  for (let i = 0; i < aglM.length; i++) {
    const agl = aglM[i] as number;
    if (Number.isNaN(agl)) continue;
    const isLow = agl < rules.lowSaveAglM;
    if (!isLow) wasHigh = true;
    if (isLow && save) {
      save = null;
      lowest = -1;
    }
    if (isLow && wasHigh && (lowest < 0 || agl < (aglM[lowest] as number))) lowest = i;
    if (isLow || lowest < 0) continue;
    const gainedM = (altitudeM[i] as number) - (altitudeM[lowest] as number);
    if (save) save.gainedM = Math.max(save.gainedM, gainedM);
    else if (gainedM >= rules.lowSaveGainM) saves.push((save = { fix: lowest, gainedM }));
  }
  return saves;
}

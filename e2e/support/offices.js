// Reports of the demonstration that journeys change. The figures follow from its seed, so an office is always in the same state; each
// journey has one to itself, because the journeys of a worker share a program. Who writes a journey takes a new one.

/** AP of FY2569 has five items: one is a value (AP06), four are judged by level. It stays open for a month. */
const ap = (office) => ({ office, path: `/reports/2569/AP/R12/${office}` });

/** Being written; AP06 and AP10 are not begun. */
export const WRITING = ap("P3001");
/** The same, for the forms without script. */
export const WRITING_PLAIN = ap("P5401");
/** Being written; AP10 and others are not begun. */
export const SHARED = ap("P5501");
export const OFFLINE = ap("P7202");
export const SIGNED_OUT = ap("P3102");
export const LANGUAGE = ap("P6302");
/** Certified, waiting for the screener. */
export const SCREENING = ap("P1000");
export const SCREENING_PLAIN = ap("P1401");
/** Screened, waiting for the evaluator. */
export const MARKING = ap("P2401");
export const MARKING_PLAIN = ap("P3101");

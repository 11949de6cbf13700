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
/** Screened, waiting for two evaluators: both judge AP10 and AP18, the first alone the others. */
export const MARKING = ap("P3401");
/** The same with AP10 and AP12. */
export const MARKING_PLAIN = ap("P3502");
/** Being written; their directors ask for more time. */
export const EXTENDING = ap("P3003");
export const EXTENDING_PLAIN = ap("P3004");
/** Being written; its library is filled. */
export const LIBRARY_PLAIN = ap("P3002");
/** What is judged and published apart: every item of SA has its mark. */
export const PUBLISHED = { office: "P2003", round: "/rounds/2569/SA/R12", result: "/results/2569/P2003" };
/** Complete, waiting for its director. */
export const CERTIFYING = ap("P4101");

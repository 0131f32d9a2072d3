/* A text as a QR code. */

/* scripts/shrink.py puts the library, with its licence, in place of the name LEAN_QR. */
// @ts-expect-error
const leanQr = LEAN_QR;

const FITS_M_IN_VERSION_20_BYTES = 666;
const FITS_A_CODE_BYTES = 2953;
const MANY_SQUARES = 97;

/** Rows of true (dark) and false. Whoever draws them adds 4 light modules on each side.
 *
 * Byte mode. Correction M up to version 20 (97 modules a side), L beyond, so that the modules of a
 * long link stay large enough on paper. A text that fits no code has no rows.
 * @param {string} text @returns {boolean[][]} */
function qrCode(text) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > FITS_A_CODE_BYTES) return [];
  const { correction, generate, mode } = leanQr;
  const minCorrectionLevel = bytes.length > FITS_M_IN_VERSION_20_BYTES ? correction.L : correction.M;
  const code = generate(mode.bytes(bytes), { minCorrectionLevel });
  const places = Array.from({ length: code.size }, (_, place) => place);
  return places.map((y) => places.map((x) => code.get(x, y)));
}

/** A QR code as one drawing. @param {string} text */
function qrDrawing(text) {
  const rows = qrCode(text);
  if (!rows.length) return "";
  const side = rows.length + 8;
  const long = rows.length > MANY_SQUARES ? " c-qr--long" : "";
  const squares = rows.flatMap((row, y) =>
    row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
  const box = { viewBox: `0 0 ${side} ${side}`, "shape-rendering": "crispEdges" };
  return el("svg:svg", { class: `c-qr${long}`, role: "img", "aria-labelledby": "rtr-qr", ...box },
    el("svg:path", { d: squares.join("") }));
}

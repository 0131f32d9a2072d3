/* Elements and sentences. Text is always text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children.
 * @param {string} name @param {Record<string, any>} attributes @param {...(Node|string|null)} children
 * @returns {any} */
function el(name, attributes = {}, ...children) {
  const node = name.startsWith("svg:")
    ? document.createElementNS(SVG, name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** @param {string} sentence @param {Record<string, any>} values @returns {string} */
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

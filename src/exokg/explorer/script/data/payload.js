// What the program wrote into the page.
import { $ } from "../base/dom.js";
import { unsqueeze } from "../base/unsqueeze.js";

/** @type {Payload} */
export const RAW = JSON.parse(unsqueeze($("data").textContent || ""));
export const META = RAW.meta;

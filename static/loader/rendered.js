// Stories that were rendered before the reader came: a fragment that a server answers with, or a declarative shadow
// root in the page.

import { base, source } from "./address.js";
import { fragmentOrigins } from "./build.js";
import { documentOf } from "./html.js";
import { hasSheet } from "./sheet.js";

// Whether the HTML at an address is as trusted as the loader itself: it lies in the loader's own folder, or its
// origin was written in when the publisher built the loader.
// A loader that runs out of a bundle or a text has no folder of its own; and what a server may take for a way out of
// the folder is one.
const isTrusted = (address) => {
  const { origin, pathname } = new URL(address);
  const isBelow = address.startsWith(base) && !/\.\.|%2e|%2f|%5c/i.test(pathname);
  const hasFolder = /\/embed\.js$/.test(new URL(source).pathname);
  return fragmentOrigins.includes(origin) || (isBelow && hasFolder);
};

// Whether an address looks like that of a fragment, for which no program need be on its way.
export const isFragment = (address) => /\.html?([?#]|$)/i.test(address ?? "");

// What the story in a shadow root or in a parsed answer tells of itself.
export const contextOf = (root) => {
  try {
    return JSON.parse(root.querySelector("[data-context]")?.dataset.context ?? null);
  } catch {
    return null;
  }
};

// The story in an answer in HTML, as elements, and what it tells of itself; null for other HTML. What is parsed runs no
// script as long as it stays out of the page, and in a template no policy of the page is asked for its style.
export const storyIn = (html) => {
  const parsed = /^\s*</.test(html) ? documentOf(`<template>${html}`) : null;
  const elements = parsed?.querySelector("template")?.content;
  const context = elements && contextOf(elements);
  return context && { elements, context };
};

// The story that an answer is, where it is to be trusted. A story that may not be shown says so itself.
export const fragmentOf = ({ ok, status, url, text }) =>
  (ok || status === 403) && isTrusted(url) ? storyIn(text) : null;

// Puts sheets of a story into a root: after the loader's own, and before those of islands.
export const putStyle = (root, sheets) => {
  const [own, ...others] = root.adoptedStyleSheets;
  root.adoptedStyleSheets = [own, ...sheets, ...others];
};

// Makes a rendered story, which stands in a root or is about to, fit this page and this device: its style goes into
// sheets of the root, which no policy of the page forbids, and these are returned; and of the button that was drawn for
// all devices, those that have no share sheet have no use.
export const fit = (story, root, view) => {
  // A style that is in force already stays as it is.
  const styles = [...story.querySelectorAll("style")].filter((style) => !style.sheet);
  const sheets = styles.map((style) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(style.textContent);
    style.remove();
    return sheet;
  });
  putStyle(root, sheets);
  if (!hasSheet()) story.querySelector("[data-target=device]")?.closest("li").remove();
  return sheets;
};

// The level of the headline: the element's, else that which the story was rendered with.
export const levelOf = (host, { level }) => {
  const wanted = Number(host.headingLevel);
  return wanted > 0 && wanted < 7 ? wanted : level;
};

// The widget as a script tag: `<script async src="…" data-article="…">`. React or Preact, as the build
// has it. The download of the story begins before anything is drawn.

import { Component, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

import { readArticle } from "./article.js";
import { Comments } from "./comments.jsx";
import { Share } from "./share.jsx";
import { Story } from "./story.jsx";
import style from "./widget.css";

const load = async (address, options) => {
  const answer = await fetch(address, { signal: AbortSignal.timeout(15000), ...options });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return readArticle(await answer.json(), answer.url);
};

const Failure = ({ url, onRetry }) => (
  <div className="failure" role="alert">
    <p>This story could not be loaded.</p>
    <button type="button" onClick={onRetry}>
      Try again
    </button>{" "}
    {url && <a href={url}>Read it on the publisher's page</a>}
  </div>
);

// A fault while drawing leaves the reader a link.
class Guard extends Component {
  state = {};

  static getDerivedStateFromError(error) {
    return { error };
  }

  render() {
    return this.state.error ? this.props.instead : this.props.children;
  }
}

const Widget = ({ host, first }) => {
  const { article: address, url, comments, headingLevel } = host.dataset;
  const [state, setState] = useState({});
  const wait = (loading) =>
    loading.then(
      (article) => setState({ article }),
      (error) => setState({ error }),
    );
  useEffect(() => void wait(first), []);
  const { article, error } = state;
  useEffect(() => {
    if (!article && !error) return;
    const name = article ? "ready" : "error";
    const detail = article
      ? { headline: article.headline, url: article.url }
      : { message: String(error) };
    host.dispatchEvent(
      new CustomEvent(`article-peer-${name}`, { bubbles: true, composed: true, detail }),
    );
  }, [article, error]);
  const retry = () => {
    setState({});
    wait(load(address, { cache: "reload" }));
  };
  const failure = <Failure url={url} onRetry={retry} />;
  if (error) return failure;
  if (!article) return <p role="status">Loading the story</p>;
  return (
    <Guard instead={failure}>
      <Story article={article} level={Number(headingLevel) || 2}>
        <Share article={article} />
      </Story>
      {article.comments && comments !== "off" && <Comments endpoint={article.comments} />}
    </Guard>
  );
};

const tag = document.currentScript;
if (tag?.dataset.article) {
  const first = load(tag.dataset.article);
  const host = document.createElement("div");
  Object.assign(host.dataset, tag.dataset);
  tag.after(host);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const column = document.createElement("div");
  column.className = "column";
  root.append(column);
  createRoot(column).render(<Widget host={host} first={first} />);
}

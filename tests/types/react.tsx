// A page in React: what docs/frameworks.md tells it to declare, and the element.

import type { HTMLAttributes, RefAttributes } from "react";

type Html = HTMLAttributes<ArticleEmbed.Element> & RefAttributes<ArticleEmbed.Element>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "article-embed": Html & ArticleEmbed.Attributes;
    }
  }
}

export function Story({ article }: { article: string }) {
  const remember = (embed: ArticleEmbed.Element | null) => console.log(embed?.article);
  return (
    <article-embed
      article={article}
      heading-level={3}
      comments={null}
      className="wide"
      lang="en"
      ref={remember}
    />
  );
}

// @ts-expect-error There is no such theme.
export const wrong = <article-embed article="story.json" theme="drak" />;

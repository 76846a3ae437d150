// The document as it stands: asked for here, where a page that moves on is asked again.

const markup = () => document.documentElement?.outerHTML ?? "";

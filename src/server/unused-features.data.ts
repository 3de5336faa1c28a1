/**
 * Parts of the server's protocol library that Drydock's server never offers, by the name of their module. Each is a
 * mixin over the connection; the bundler replaces it by one that adds nothing.
 */
export const unusedFeatures = [
  'callHierarchy',
  'fileOperations',
  'foldingRange',
  'inlayHint',
  'inlineCompletion',
  'inlineValue',
  'linkedEditingRange',
  'moniker',
  'notebook',
  'semanticTokens',
  'showDocument',
  'textDocumentContent',
  'typeHierarchy',
] as const;

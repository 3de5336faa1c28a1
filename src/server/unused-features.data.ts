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

/** What the server and its protocol library use of the library's types while they run; the bundler leaves out the rest. */
export const usedTypes = [
  'CodeActionKind',
  'DiagnosticSeverity',
  'DocumentUri',
  'MarkupKind',
  'URI',
  'WorkspaceFolder',
  'integer',
  'uinteger',
] as const;

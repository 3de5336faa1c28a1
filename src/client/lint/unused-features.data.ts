/**
 * Parts of the language client that our server never announces, by the name of their module, with the capability that
 * would wake them. The bundler replaces each by one that does nothing.
 */
export const unusedFeatures = {
  callHierarchy: 'callHierarchyProvider',
  colorProvider: 'colorProvider',
  declaration: 'declarationProvider',
  // The client asks to be told findings, so none are pulled.
  diagnostic: 'diagnosticProvider',
  fileOperations: 'fileOperations',
  formatting: 'documentFormattingProvider',
  implementation: 'implementationProvider',
  inlineCompletion: 'inlineCompletionProvider',
  inlineValue: 'inlineValueProvider',
  linkedEditingRange: 'linkedEditingRangeProvider',
  notebook: 'notebookDocumentSync',
  selectionRange: 'selectionRangeProvider',
  semanticTokens: 'semanticTokensProvider',
  signatureHelp: 'signatureHelpProvider',
  textDocumentContent: 'textDocumentContent',
  typeDefinition: 'typeDefinitionProvider',
  typeHierarchy: 'typeHierarchyProvider',
} as const;

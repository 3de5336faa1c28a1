/**
 * Parts of the language client that our server never announces, by the name of their module, with the capability that
 * would wake them. The bundler replaces each by one that does nothing.
 */
export const unusedFeatures = {
  callHierarchy: 'callHierarchyProvider',
  codeLens: 'codeLensProvider',
  colorProvider: 'colorProvider',
  completion: 'completionProvider',
  declaration: 'declarationProvider',
  // The client asks to be told findings, so none are pulled.
  diagnostic: 'diagnosticProvider',
  documentHighlight: 'documentHighlightProvider',
  documentSymbol: 'documentSymbolProvider',
  executeCommand: 'executeCommandProvider',
  fileOperations: 'fileOperations',
  foldingRange: 'foldingRangeProvider',
  formatting: 'documentFormattingProvider',
  implementation: 'implementationProvider',
  inlayHint: 'inlayHintProvider',
  inlineCompletion: 'inlineCompletionProvider',
  inlineValue: 'inlineValueProvider',
  linkedEditingRange: 'linkedEditingRangeProvider',
  notebook: 'notebookDocumentSync',
  reference: 'referencesProvider',
  rename: 'renameProvider',
  selectionRange: 'selectionRangeProvider',
  semanticTokens: 'semanticTokensProvider',
  signatureHelp: 'signatureHelpProvider',
  textDocumentContent: 'textDocumentContent',
  typeDefinition: 'typeDefinitionProvider',
  typeHierarchy: 'typeHierarchyProvider',
  workspaceSymbol: 'workspaceSymbolProvider',
} as const;

/** Never of use in an image, or a secret; added to every `.dockerignore` that lacks them. */
export const essentialIgnores: readonly string[] = [
  '.git',
  '.env',
  '.env.*',
  '**/.venv',
  '**/venv',
  '**/__pycache__',
  '**/*.pyc',
  'mlruns',
  'mlartifacts',
];

/** Written into new files only: what would make the code's layer stale without changing the program. */
export const usualIgnores: readonly string[] = [
  '.github',
  '.vscode',
  '.idea',
  '**/.ipynb_checkpoints',
  '**/.mypy_cache',
  '**/.pytest_cache',
  '**/.ruff_cache',
  '.dockerignore',
  '*compose*.y*ml',
  '**/*Dockerfile*',
];

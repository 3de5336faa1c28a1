/** Tools and packages that generated files name. Each combination is built and run by the integration test. */
export const versions = {
  uv: '0.13.9',
  poetry: '2.5.1',
  mlflow: '3.17.2',
} as const;

/** What the starters import; the versions support every Python that the scaffolder offers. */
export const starterRequirements = {
  mlflowSkinny: `mlflow-skinny==${versions.mlflow}`,
  fastapi: 'fastapi==0.121.3',
  pandas: 'pandas==2.3.3',
  scikitLearn: 'scikit-learn==1.7.2',
  skops: 'skops==0.13.0',
  uvicorn: 'uvicorn==0.38.0',
} as const;

import { noUnpublishedTag } from '../../../src/core/rules/project/no-unpublished-tag.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noUnpublishedTag, ({ flags, accepts }) => {
  flags(
    'CUDA releases, patches, systems and flavors',
    `
--- Dockerfile
ARG CUDA=12.1.0
FROM nvidia/cuda:11.6.2-base-ubuntu22.04 AS a
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unpublished
FROM nvidia/cuda:11.8-runtime-ubuntu22.04 AS b
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unpublished
FROM docker.io/nvidia/cuda:12.1.2-devel-ubuntu22.04 AS c
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unpublished
FROM nvidia/cuda:12.6.3-cudnn8-runtime-ubuntu24.04 AS d
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unpublished
FROM nvidia/cuda:\${CUDA}-cudnn-runtime-ubuntu22.04 AS e
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unpublished
FROM nvidia/cuda:12.4.1-runtime
     ^^^^^^^^^^^^^^^^^^^^^^^^^^ unpublished
`,
  );
  flags(
    'what Python, Airflow, Prefect and PyTorch were not built for',
    `
--- compose.yaml
services:
  a:
    image: apache/airflow:slim-2.5.3-python3.11
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unpublished
  b:
    image: prefecthq/prefect:3.1.0-python3.8
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unpublished
  c:
    image: pytorch/pytorch:2.1.0-cuda12.4-cudnn9-runtime
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unpublished
--- Dockerfile
FROM python:3.12-slim-buster AS a
     ^^^^^^^^^^^^^^^^^^^^^^^ unpublished
FROM python:3.11-slim-jammy AS b
     ^^^^^^^^^^^^^^^^^^^^^^ unpublished
FROM ubuntu:bookworm
     ^^^^^^^^^^^^^^^ unpublished
`,
  );
  accepts(
    'pairs that exist, other images, mirrors, newer releases and unknown variables',
    `
--- compose.yaml
services:
  a:
    image: apache/airflow:slim-2.6.3-python3.7
  b:
    image: registry.example.org/nvidia/cuda:12.1.1-runtime-ubuntu24.04
  c:
    image: apache/airflow:4.0.0-python3.15
  d:
    build: .
    image: nvidia/cuda:1.1-mine
--- Dockerfile
ARG V
FROM nvidia/cuda:12.1.1-cudnn8-runtime-ubuntu22.04 AS a
FROM nvidia/cuda:12.6.3-cudnn-devel-ubuntu24.04 AS b
FROM nvidia/cuda:13.0.1-base-ubi9 AS c
FROM nvidia/cuda:\${V}-base-ubuntu24.04 AS d
FROM python:3.12-slim-bookworm AS e
FROM python:3.9-bullseye AS f
FROM pytorch/pytorch:2.4.1-cuda12.1-cudnn9-runtime AS g
FROM nvidia/cuda:12.1.1-runtime-ubuntu24.04@sha256:0000
`,
  );
});

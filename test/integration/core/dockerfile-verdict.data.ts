/** Dockerfiles that Docker takes, as rich in instructions as they can be without an image from elsewhere. */
export const acceptedDockerfiles: readonly string[] = [
  `ARG BASE=drydock-test/busybox:1
FROM \${BASE} AS base
ARG REVISION
ENV PYTHONUNBUFFERED=1 \\
    MODEL_DIR=/models
WORKDIR /app
COPY requirements.txt ./
RUN --mount=type=cache,target=/root/.cache \\
    echo install -r requirements.txt

FROM base AS train
COPY --chown=1000:1000 --from=base /app /app
COPY src ./src
RUN set -eu; \\
    # a comment inside
    echo "training $REVISION"
USER 1000
CMD ["sh", "-c", "echo train"]
`,
  `FROM drydock-test/busybox:1
LABEL org.opencontainers.image.title="scorer" org.opencontainers.image.authors="team@example.org"
RUN <<EOF
set -e
echo one
echo two
EOF
COPY <<config.yaml /etc/app/config.yaml
model: churn
config.yaml
EXPOSE 8080/tcp 9090
HEALTHCHECK --interval=30s --timeout=3s CMD wget -q -O - http://127.0.0.1:8080/health
STOPSIGNAL SIGTERM
ENTRYPOINT ["sh", "/app/start.sh"]
CMD ["--port", "8080"]
`,
  `FROM scratch AS files
ADD --chmod=755 model.bin /model/
ONBUILD COPY . /app
VOLUME /data

FROM drydock-test/busybox:1
SHELL ["sh", "-eu", "-c"]
COPY --link --from=files /model /model
RUN --network=none --mount=type=bind,from=files,source=/model,target=/mnt cp -r /mnt /tmp
WORKDIR /model
ENTRYPOINT exec sh
`,
];

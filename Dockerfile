# syntax=docker/dockerfile:1
# One image for every process: the first argument names it, the rest are its own.
#   docker run tillstream consumer --topic users      runs `tillstream consumer --topic users`
FROM denoland/deno:2.9.6

# Dependencies first, so that a change to the sources does not fetch them again. deno.json links the two folders.
WORKDIR /app
RUN chown 1993:1993 /app
# The image's own account "deno"; by its number, which is what a cluster that forbids root can check.
USER 1993:1993
COPY --chown=1993:1993 deno.json deno.lock ./
COPY --chown=1993:1993 testing/jsr ./testing/jsr
RUN deno install --frozen

# Every process is loaded once: what is missing or does not parse stops the build, and starting needs no network.
COPY --chown=1993:1993 . .
RUN deno cache --frozen cmd/*/main.ts && mkdir data

# In a container the page is of use only from outside it; compose.yaml publishes it on the host's loopback address.
ENV HOST=0.0.0.0 \
    PORT=8000 \
    DENO_NO_PROMPT=1 \
    DENO_NO_UPDATE_CHECK=1
EXPOSE 8000
VOLUME /app/data

# A worker serves its health on METRICS_PORT, the API on PORT. Bash alone asks: a Deno each time would cost 50 MB.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", "\
  exec 3<>/dev/tcp/127.0.0.1/${METRICS_PORT:-$PORT} && \
  printf 'GET /healthz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && \
  read -r -t 4 line <&3 && [[ $line == *' 200'* ]]"]

# tini passes signals on and reaps orphans. The front door knows every process, and the names that were renamed.
ENTRYPOINT ["/tini", "--", "deno", "run", "-A", "--cached-only", "cmd/tillstream/main.ts"]
CMD ["start"]

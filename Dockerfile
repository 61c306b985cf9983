# The program and the tools that it asks, and nothing else:
#   docker build -t faultline .
#   docker run --rm faultline diagnose http://10.9.2.10:8080
#   docker run --rm -v "$PWD:/work" faultline check targets.yaml
FROM denoland/deno:debian-2.9.6 AS build
WORKDIR /source
COPY . .
RUN deno task build

FROM denoland/deno:debian-2.9.6
RUN apt-get update -qq \
  && apt-get install -y -qq --no-install-recommends iproute2 iputils-ping \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /source/dist/faultline.js /usr/local/lib/faultline.js
ENV DENO_NO_UPDATE_CHECK=1
USER deno
WORKDIR /work
ENTRYPOINT ["deno", "run", "--no-prompt", "--allow-net", \
  "--allow-run=ip,ping,nstat", \
  "--allow-read=/etc/hosts,/etc/resolv.conf,/etc/nsswitch.conf,/work", \
  "--allow-write=/work", "--allow-env=TERM,LC_ALL,LC_CTYPE,LANG", \
  "/usr/local/lib/faultline.js"]
CMD ["--help"]

# syntax=docker/dockerfile:1
FROM maven:3.9.11-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/build/repository mvn -Dmaven.repo.local=/build/repository -DskipTests --projects app --also-make package

FROM eclipse-temurin:21.0.8_9-jre-noble
RUN apt-get update \
  && apt-get install --yes --no-install-recommends curl \
  && rm -rf /var/lib/apt/lists/* \
  && groupadd --system --gid 10001 patchwatch \
  && useradd --system --uid 10001 --gid patchwatch --home-dir /var/lib/patchwatch --create-home patchwatch
COPY --from=build /src/app/target/patchwatch/lib /opt/patchwatch/lib
COPY --from=build /src/LICENSE /src/NOTICE /opt/patchwatch/
USER patchwatch
WORKDIR /var/lib/patchwatch
VOLUME /var/lib/patchwatch
EXPOSE 9320
# Alive, not ready: a process that waits for Kafka must not be killed for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:9320/healthz"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dfile.encoding=UTF-8", "-cp", "/opt/patchwatch/lib/*", "io.patchwatch.app.Main"]
CMD ["run", "-c", "/etc/patchwatch/patchwatch.yml"]

package io.patchwatch.app.config;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Scope;
import io.patchwatch.ingest.exceptions.DeclaredException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may stay unpatched, and why.
 *
 * @param accepted risks that somebody answers for
 * @param vex directories with OpenVEX, CycloneDX and CSAF documents, watched for changes
 */
public record ExceptionsConfig(List<Accepted> accepted, List<Path> vex) {

  public ExceptionsConfig {
    accepted = accepted == null ? List.of() : List.copyOf(accepted);
    vex = vex == null ? List.of() : List.copyOf(vex);
    Set<String> ids = new HashSet<>();
    for (Accepted each : accepted) {
      if (!ids.add(each.id())) {
        throw new IllegalArgumentException("accepted: id '" + each.id() + "' is used twice");
      }
    }
  }

  /**
   * An accepted risk.
   *
   * @param until the last day on which it holds, in UTC
   * @param versions exact versions; absent: all
   */
  public record Accepted(
      String id,
      String owner,
      String reason,
      LocalDate until,
      @Nullable List<String> vulnerabilities,
      @Nullable String product,
      @Nullable List<String> versions,
      @Nullable List<String> assets,
      @Nullable String environment,
      @Nullable Map<String, String> labels) {

    public Accepted {
      if (id == null || !id.matches("[A-Za-z0-9._:@/-]{1,200}")) {
        throw new IllegalArgumentException(
            "id is missing or has other characters than letters, digits and . _ : @ / -");
      }
      if (owner == null || owner.isBlank()) {
        throw new IllegalArgumentException("owner is missing; somebody must answer for it");
      }
      if (reason == null || reason.isBlank()) {
        throw new IllegalArgumentException("reason is missing");
      }
      if (until == null) {
        throw new IllegalArgumentException(
            "until is missing; an exception without an end is forgotten, write until: 2027-01-31");
      }
      scope(vulnerabilities, product, versions, assets, environment, labels);
    }

    private static Scope scope(
        @Nullable List<String> vulnerabilities,
        @Nullable String product,
        @Nullable List<String> versions,
        @Nullable List<String> assets,
        @Nullable String environment,
        @Nullable Map<String, String> labels) {
      List<AffectedRange> ranges =
          versions == null ? List.of() : versions.stream().map(AffectedRange::only).toList();
      return new Scope(
          vulnerabilities == null ? List.of() : vulnerabilities,
          product,
          ranges,
          assets == null ? List.of() : assets,
          environment,
          new TreeMap<>(labels == null ? Map.of() : labels));
    }

    /** As the collector takes it. */
    public DeclaredException declared() {
      Instant end = until.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
      return new DeclaredException(
          id,
          owner,
          reason,
          scope(vulnerabilities, product, versions, assets, environment, labels),
          end);
    }
  }
}

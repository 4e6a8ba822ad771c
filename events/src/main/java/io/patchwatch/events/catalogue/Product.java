package io.patchwatch.events.catalogue;

import io.patchwatch.events.parsing.LogParser;
import io.patchwatch.events.parsing.LogSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * What is specific to one chat server.
 *
 * @param id stable, unique in the catalogue; lower case letters, digits and hyphens
 * @param name for people
 * @param aliases other names that mean it, in any case
 * @param vendor who makes it, if one can say
 * @param identifiers names in inventories and package managers
 * @param versions how its versions look and are ordered
 * @param probes ways to read the version over HTTP, the best first
 * @param noProbe why the version cannot be read over HTTP without logging in; needed when there are
 *     no probes
 * @param tells other ways in which it tells its version
 * @param logs parsers of its log lines, the likeliest first
 * @param visibility what its log does not show as it comes
 * @param advisories where its vulnerabilities are published
 * @param links where a person reads on
 */
public record Product(
    String id,
    String name,
    List<String> aliases,
    @Nullable String vendor,
    Identifiers identifiers,
    VersionRule versions,
    List<ProbeSpec> probes,
    @Nullable String noProbe,
    Tells tells,
    List<LogSpec> logs,
    List<Visibility> visibility,
    AdvisorySources advisories,
    Links links) {

  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  public Product {
    Check.each(List.of(Check.text(id, "id")), ID, "id", "letters a-z, digits and hyphens");
    Check.text(name, "name");
    aliases = Check.list(aliases);
    identifiers = identifiers == null ? Identifiers.none() : identifiers;
    Check.present(versions, "versions");
    probes = Check.list(probes);
    Check.unique(probes.stream().map(ProbeSpec::name).toList(), "probes");
    if (probes.isEmpty()) {
      Check.text(noProbe, "no_probe (why there are no probes)");
    }
    tells = tells == null ? Tells.nothing() : tells;
    logs = Check.list(logs);
    LogParser.of(logs); // refuses parsers that do not fit together
    visibility = Check.list(visibility);
    Check.present(advisories, "advisories");
    Check.present(links, "links");
  }
}

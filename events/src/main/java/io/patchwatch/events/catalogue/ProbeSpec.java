package io.patchwatch.events.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * One way to ask a product over HTTP which version it runs. A product may have several; they are
 * tried in their order until one reads a version.
 *
 * @param name unique in the product
 * @param method GET, HEAD or POST; GET when the file does not say
 * @param path from the root of the server, with its query
 * @param ports where the product usually answers, {@code http:9090}; for an asset of which only the
 *     host is known
 * @param headers sent with the request
 * @param credentials names of request headers whose values the operator may give; without them the
 *     request is sent anonymously
 * @param credentialsNeeded without the credentials the probe makes no sense and is left out
 * @param body request body of a POST
 * @param status answers that are read; empty: any; 200 when the file does not say
 * @param identity what proves the product; absent: reading a version is proof enough
 * @param version where the version stands
 * @param branchWhen a version in which this is found names only a release branch
 * @param note what an operator must know, for example what a proxy may block
 */
public record ProbeSpec(
    String name,
    String method,
    String path,
    List<String> ports,
    Map<String, String> headers,
    List<String> credentials,
    boolean credentialsNeeded,
    @Nullable String body,
    List<Integer> status,
    @Nullable IdentityCheck identity,
    VersionLocator version,
    @Nullable Pattern branchWhen,
    @Nullable String note) {

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

  public ProbeSpec {
    Check.text(name, "name");
    method = method == null ? "GET" : method;
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException("method: '" + method + "' is not GET, HEAD or POST");
    }
    if (!Check.text(path, "path").startsWith("/")) {
      throw new IllegalArgumentException("path: '" + path + "' must begin with /");
    }
    ports = Check.list(ports);
    ports.forEach(Port::parse);
    headers = Check.map(headers);
    credentials = Check.list(credentials);
    if (credentialsNeeded && credentials.isEmpty()) {
      throw new IllegalArgumentException(
          "credentials is missing; name the headers that are needed");
    }
    status = status == null ? List.of(200) : List.copyOf(status);
    Check.present(version, "version");
  }

  public List<Port> defaultPorts() {
    return ports.stream().map(Port::parse).toList();
  }

  /** Whether an answer with this status is read. */
  public boolean reads(int httpStatus) {
    return status.isEmpty() || status.contains(httpStatus);
  }
}

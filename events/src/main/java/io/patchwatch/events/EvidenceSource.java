package io.patchwatch.events;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of sources that tell which version an asset runs; {@link #label()} is what stands in
 * {@link Evidence#source()}. Each asset's newest observation of every kind is kept beside the
 * others.
 */
public enum EvidenceSource {
  /** A page or an API of the server. */
  HTTP_PROBE("http-probe", 0.85, true),
  /** XEP-0092 software version. */
  XMPP("xmpp", 0.85, true),
  /** Mumble's UDP ping. */
  MUMBLE("mumble", 0.85, true),
  /** IRC's VERSION. */
  IRC("irc", 0.85, true),
  /** The server's own Prometheus metrics. */
  METRICS("metrics", 0.9, true),
  /** A line that the server writes when it starts. */
  LOG("log", 0.8, true),
  /** A package list of dpkg or rpm. */
  PACKAGE("package", 0.95),
  /** The tag of a container image. */
  IMAGE("image", 0.75),
  /** A workload at a Kubernetes API server. */
  KUBERNETES("kubernetes", 0.75),
  /** Ansible's package facts. */
  ANSIBLE("ansible", 0.9),
  /** A node's data of Chef Ohai. */
  OHAI("ohai", 0.9),
  /** PuppetDB's inventory or facts. */
  PUPPETDB("puppetdb", 0.9),
  /** A CycloneDX or SPDX document: what was built, not what was seen running. */
  SBOM("sbom", 0.6),
  /** A Nessus report: another scanner's conclusion, mostly from banners. */
  NESSUS("nessus", 0.5),
  /** An OpenVAS report. */
  OPENVAS("openvas", 0.5),
  /** Whoever has a token of the push API says so. */
  PUSH("push", 0.6),
  /** A person wrote it into the configuration. */
  DECLARED("declared", 0.3);

  private final String label;
  private final double confidence;
  private final boolean live;

  EvidenceSource(String label, double confidence) {
    this(label, confidence, false);
  }

  EvidenceSource(String label, double confidence, boolean live) {
    this.label = label;
    this.confidence = confidence;
    this.live = live;
  }

  /** As in {@link Evidence#source()}. */
  public String label() {
    return label;
  }

  /** How much it is believed when nothing else is said, 0 to 1. */
  public double confidence() {
    return confidence;
  }

  /**
   * Whether the running server itself says it. The others tell what was installed, ordered or
   * noted; the old version may still run.
   */
  public boolean live() {
    return live;
  }

  /** The source with this label. */
  public static Optional<EvidenceSource> of(String label) {
    return Stream.of(values()).filter(source -> source.label.equals(label)).findFirst();
  }
}

package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The findings that a person handles together, as they stand now. Topic {@code incidents}
 * (compacted), key: incident.
 *
 * @param id identity, derived from {@code group}
 * @param revision one more with every change, also across re-openings
 * @param state where it stands
 * @param title one line for a person
 * @param severity the worst of the open findings; of the last one when all are resolved
 * @param group label values that its findings share
 * @param openedAt start of the current life
 * @param changedAt time of this revision
 * @param open number of open findings
 * @param total number of findings ever in the current life
 * @param members open findings, worst first, at most {@link #MAX_MEMBERS}; {@code open} counts all
 * @param latest the finding that caused this revision
 * @param care what people and rules did about it; null: nothing
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("incident")
public record Incident(
    String id,
    long revision,
    IncidentState state,
    String title,
    Severity severity,
    SortedMap<String, String> group,
    Instant openedAt,
    Instant changedAt,
    long open,
    long total,
    List<Member> members,
    Finding latest,
    @Nullable Care care) {

  /** So many members are listed, to keep the record small. */
  public static final int MAX_MEMBERS = 50;

  public Incident {
    Require.text(id, "incident.id", 200);
    Require.atLeast(1, revision, "revision");
    Require.present(state, "state");
    Require.text(title, "title", 500);
    Require.present(severity, "severity");
    group = new TreeMap<>(Require.present(group, "group"));
    Require.present(openedAt, "openedAt");
    Require.present(changedAt, "changedAt");
    Require.atLeast(0, open, "open");
    Require.atLeast(open, total, "total");
    members = members == null ? List.of() : List.copyOf(members);
    Require.present(latest, "latest");
  }

  /** An incident about which nobody has done anything. */
  public Incident(
      String id,
      long revision,
      IncidentState state,
      String title,
      Severity severity,
      SortedMap<String, String> group,
      Instant openedAt,
      Instant changedAt,
      long open,
      long total,
      List<Member> members,
      Finding latest) {
    this(
        id, revision, state, title, severity, group, openedAt, changedAt, open, total, members,
        latest, null);
  }

  /** The same with fewer members listed. */
  public Incident listing(int most) {
    List<Member> first = members.stream().limit(most).toList();
    return new Incident(
        id, revision, state, title, severity, group, openedAt, changedAt, open, total, first,
        latest, care);
  }

  /** The newest notes, oldest first. */
  public List<Note> notes() {
    return care == null ? List.of() : care.notes();
  }

  /**
   * What people and rules did about an incident.
   *
   * @param notes the newest, oldest first
   * @param mutedBy why nobody is paged (a silence, a maintenance window, another incident); null:
   *     people are
   * @param until when an acknowledgement or a closing by hand ends; null: there is none, or it does
   *     not end by itself
   */
  public record Care(List<Note> notes, @Nullable String mutedBy, @Nullable Instant until) {
    public Care {
      notes = notes == null ? List.of() : List.copyOf(notes);
    }
  }

  /** What a person wrote; {@code id} is that of the command. */
  public record Note(String id, Instant at, String by, String text) {}

  /** One open finding of the incident. */
  public record Member(String fingerprint, String asset, String headline, Severity severity) {}

  /** Whether all its findings are resolved, or a person closed it ({@code open} is not 0 then). */
  public boolean resolved() {
    return state instanceof IncidentState.Resolved;
  }

  /** The identity of the incident in which findings of these label values are handled. */
  public static String idOf(Map<String, String> group) {
    SortedMap<String, String> sorted = new TreeMap<>(group);
    String[] parts =
        sorted.entrySet().stream()
            .flatMap(e -> List.of(e.getKey(), e.getValue()).stream())
            .toArray(String[]::new);
    return Fingerprints.of(parts);
  }
}

package io.patchwatch.streams.privacy;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.parsing.NetworkAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Replaces the users and addresses of a log record, in its fields and wherever they stand in its
 * texts. Equal values get equal pseudonyms, on every instance with the same key, so that whatever
 * counts or joins by them goes on. Pure; for all threads.
 */
public final class Pseudonyms {

  /** Fields that hold a user; {@code related.user} and the like do not exist here. */
  static final List<String> USERS =
      List.of("user.name", "user.id", "user.email", "user.target.name");

  /** Fields that hold an address, or a name when the line gave one. */
  static final List<String> ADDRESSES =
      List.of("source.ip", "source.address", "destination.ip", "destination.address");

  /** Fields of our words or of the server's: they name no person, and rules are made of them. */
  private static final List<String> FIXED =
      List.of("event.", "service.", "network.", "tls.", "log.", "process.", "http.", "error.type");

  private static final Set<String> FREE = Set.of("event.reason");

  /** Its versions look like addresses. */
  private static final String USER_AGENT = "user_agent.original";

  /** Addresses in these that are not the client's are where a request was to lead. */
  private static final String URL = "url.";

  private static final int NAME_BYTES = 8;

  private final KeyedHash hash;
  private final AddressPseudonyms addressPseudonyms;
  private final boolean users;
  private final boolean addresses;

  Pseudonyms(KeyedHash hash, boolean users, boolean addresses) {
    this.hash = hash;
    this.addressPseudonyms = new AddressPseudonyms(hash);
    this.users = users;
    this.addresses = addresses;
  }

  /** The record without the users and addresses that were found in it. */
  public LogParsed hide(LogParsed record) {
    Mentions mentions = mentions(record);
    Set<String> own = ownAddresses(record);
    SortedMap<String, Object> fields = new TreeMap<>();
    record
        .fields()
        .forEach(
            (field, value) ->
                fields.put(
                    field,
                    value instanceof String text ? hidden(field, text, mentions, own) : value));
    return new LogParsed(
        record.id(),
        record.time(),
        record.asset(),
        record.product(),
        record.parser(),
        record.origin(),
        fields);
  }

  private Mentions mentions(LogParsed record) {
    Map<String, String> words = new TreeMap<>();
    for (String field : users ? USERS : List.<String>of()) {
      String value = record.field(field);
      if (value != null && UserForms.isName(value)) {
        UserForms.of(value).forEach((form, name) -> words.put(form, user(name)));
      }
    }
    for (String field : addresses ? ADDRESSES : List.<String>of()) {
      String value = record.field(field);
      if (value != null && NetworkAddress.read(value).isEmpty()) {
        words.put(value, host(value));
      }
    }
    return new Mentions(words);
  }

  private static Set<String> ownAddresses(LogParsed record) {
    return ADDRESSES.stream()
        .map(record::field)
        .filter(Objects::nonNull)
        .flatMap(value -> NetworkAddress.read(value).stream())
        .map(NetworkAddress::ip)
        .collect(Collectors.toSet());
  }

  private String hidden(String field, String text, Mentions mentions, Set<String> own) {
    if (USERS.contains(field)) {
      return users && UserForms.isName(text) ? user(text) : addressesHidden(text);
    }
    if (ADDRESSES.contains(field)) {
      return addresses ? address(text) : text;
    }
    if (!FREE.contains(field) && FIXED.stream().anyMatch(field::startsWith)) {
      return text;
    }
    String named = mentions.replacedIn(text);
    if (field.startsWith(URL)) {
      return addresses ? AddressFinder.replaced(named, it -> inUrl(it, own)) : named;
    }
    return field.equals(USER_AGENT) ? named : addressesHidden(named);
  }

  private Optional<String> inUrl(NetworkAddress address, Set<String> own) {
    return own.contains(address.ip())
        ? addressPseudonyms.ofAny(address)
        : addressPseudonyms.ofPublic(address);
  }

  private String addressesHidden(String text) {
    return addresses ? AddressFinder.replaced(text, addressPseudonyms::ofAny) : text;
  }

  private String user(String name) {
    return named("user-", "user", name);
  }

  private String host(String name) {
    return named("host-", "host", name);
  }

  private String named(String prefix, String kind, String name) {
    return prefix + HexFormat.of().formatHex(hash.of(kind, name), 0, NAME_BYTES);
  }

  private String address(String text) {
    return NetworkAddress.read(text).map(addressPseudonyms::of).orElseGet(() -> host(text));
  }
}

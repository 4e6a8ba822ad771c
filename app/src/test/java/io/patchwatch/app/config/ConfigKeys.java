package io.patchwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every key that the configuration's records take, as {@code kafka.mode} or {@code assets[].id},
 * with what it has by default where a record says so.
 */
final class ConfigKeys {

  private final Map<String, Optional<Object>> keys = new LinkedHashMap<>();
  private final Set<Class<?>> seen = new HashSet<>();

  private ConfigKeys() {}

  static Map<String, Optional<Object>> of(Record defaults, String prefix) {
    ConfigKeys found = new ConfigKeys();
    found.addComponents(defaults.getClass(), defaults, prefix);
    return found.keys;
  }

  private void addComponents(Class<?> type, @Nullable Object defaults, String prefix) {
    seen.add(type);
    for (RecordComponent component : type.getRecordComponents()) {
      addKey(component, valueOf(component, defaults), prefix + nameOf(component));
    }
  }

  /** A record that is used twice is listed in parts where it is used first. */
  private void addKey(RecordComponent component, @Nullable Object value, String key) {
    boolean list = component.getType() == List.class;
    Class<?> content = contentOf(component.getGenericType());
    if (!content.isRecord() || isOneText(content)) {
      keys.put(key, Optional.ofNullable(value));
    } else if (seen.contains(content) || content.getRecordComponents().length == 0) {
      keys.put(key, Optional.empty());
    } else {
      addComponents(content, list ? null : value, key + (list ? "[]." : "."));
    }
  }

  private static @Nullable Object valueOf(RecordComponent component, @Nullable Object of) {
    try {
      return of == null ? null : component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> contentOf(Type type) {
    if (type instanceof ParameterizedType generic) {
      boolean list = generic.getRawType() == List.class;
      return contentOf(list ? generic.getActualTypeArguments()[0] : generic.getRawType());
    }
    return (Class<?>) type;
  }

  /** Such a record is written as one text, for example a matcher. */
  private static boolean isOneText(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(method -> method.isAnnotationPresent(JsonCreator.class));
  }

  private static String nameOf(RecordComponent component) {
    JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
    return other != null
        ? other.value()
        : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}

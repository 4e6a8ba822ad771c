package io.patchwatch.events.yaml;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Binds one tree to records and collects every mistake on the way. */
final class Binder {

  private final List<Mistake> mistakes = new ArrayList<>();
  private final Scalars scalars;

  Binder(UnaryOperator<@Nullable String> environment, Path base) {
    this.scalars = new Scalars(environment, base);
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  /** The value, or null where it is absent or mistaken (and the mistake is noted). */
  @Nullable Object bind(@Nullable JsonNode node, Type type, String path) {
    if (node == null || node.isNull()) {
      return type instanceof Class<?> c && c.isPrimitive() ? absentPrimitive(c) : null;
    }
    if (type instanceof ParameterizedType generic) {
      return bindGeneric(node, generic, path);
    }
    Class<?> raw = (Class<?>) type;
    Method factory = Scalars.factory(raw);
    if (raw.isRecord() && (factory == null || node.isObject())) {
      return bindRecord(node, raw, path);
    }
    try {
      return factory == null ? scalars.read(node, raw) : scalars.create(node, factory);
    } catch (IllegalArgumentException e) {
      return mistake(path, String.valueOf(e.getMessage()));
    }
  }

  private static Object absentPrimitive(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == long.class) {
      return 0L;
    }
    return type == double.class ? (Object) 0.0 : (Object) 0;
  }

  private @Nullable Object bindGeneric(JsonNode node, ParameterizedType type, String path) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == List.class) {
      return bindList(node, arguments[0], path);
    }
    if (raw == Set.class) {
      return new TreeSet<>(bindList(node, arguments[0], path));
    }
    return bindMap(node, arguments[1], path, raw == Map.class);
  }

  private List<Object> bindList(JsonNode node, Type element, String path) {
    List<Object> list = new ArrayList<>();
    if (!node.isArray()) {
      mistake(path, "must be a list (lines that begin with '- '), but is " + kind(node));
      return list;
    }
    for (int i = 0; i < node.size(); i++) {
      Object value = bind(node.get(i), element, path + "[" + i + "]");
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }

  private Map<String, Object> bindMap(JsonNode node, Type value, String path, boolean ordered) {
    Map<String, Object> map = ordered ? new LinkedHashMap<>() : new TreeMap<>();
    if (!node.isObject()) {
      mistake(path, "must be a map (lines 'key: value'), but is " + kind(node));
      return map;
    }
    node.properties()
        .forEach(
            e -> {
              Object bound = bind(e.getValue(), value, at(path, e.getKey()));
              if (bound != null) {
                map.put(e.getKey(), bound);
              }
            });
    return map;
  }

  private @Nullable Object bindRecord(JsonNode node, Class<?> type, String path) {
    if (!node.isObject()) {
      return mistake(path, "must be a map (lines 'key: value'), but is " + kind(node));
    }
    int before = mistakes.size();
    RecordComponent[] components = type.getRecordComponents();
    noteUnknownKeys(node, components, path);
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = bindComponent(node, components[i], path);
    }
    return mistakes.size() > before ? null : construct(type, components, values, path);
  }

  private @Nullable Object bindComponent(JsonNode node, RecordComponent component, String path) {
    String key = key(component);
    JsonNode file = node.get(key + "_file");
    if (component.getType() == Secret.class && file != null) {
      return bindSecretFile(node.get(key), file, at(path, key));
    }
    return bind(node.get(key), component.getGenericType(), at(path, key));
  }

  private @Nullable Object bindSecretFile(@Nullable JsonNode inline, JsonNode file, String path) {
    if (inline != null) {
      return mistake(path, "is given both directly and as _file; keep one");
    }
    try {
      return scalars.secretFrom(file);
    } catch (IllegalArgumentException e) {
      return mistake(path + "_file", String.valueOf(e.getMessage()));
    }
  }

  private void noteUnknownKeys(JsonNode node, RecordComponent[] components, String path) {
    Set<String> known = new TreeSet<>();
    for (RecordComponent component : components) {
      String key = key(component);
      known.add(key);
      if (component.getType() == Secret.class) {
        known.add(key + "_file");
      }
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        String hint = Suggestion.phrase(entry.getKey(), known);
        mistake(
            at(path, entry.getKey()),
            "is not known here" + (hint.isEmpty() ? "; known are " + known : hint));
      }
    }
  }

  private @Nullable Object construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values, String path) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return mistake(path, explain(cause));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be constructed", e);
    }
  }

  private static String explain(Throwable refused) {
    if (refused instanceof IllegalArgumentException) {
      return String.valueOf(refused.getMessage());
    }
    if (refused instanceof NullPointerException) {
      return "something that is needed here is missing";
    }
    throw new IllegalStateException("a settings record failed", refused);
  }

  /** Notes each line as a mistake; one that names its whole path already is not given it again. */
  private @Nullable Object mistake(String path, String what) {
    for (String line : what.lines().toList()) {
      boolean complete = !path.isEmpty() && line.startsWith(path);
      mistakes.add(new Mistake(complete ? "" : path, line));
    }
    return null;
  }

  private static String at(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String kind(JsonNode node) {
    return node.isObject() ? "a map" : node.isArray() ? "a list" : "'" + node.asText() + "'";
  }

  /** The component's name in snake_case, unless it asks for another (words that Java reserves). */
  private static String key(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? snakeCase(component.getName()) : named.value();
  }

  static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }
}

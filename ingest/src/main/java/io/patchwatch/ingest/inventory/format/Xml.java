package io.patchwatch.ingest.inventory.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks through untrusted XML: no document type, no entities but the five of XML itself, bounded in
 * depth, attributes and text. Element names are local names; namespaces do not matter.
 */
public final class Xml {

  /** Deepest nesting. */
  public static final int MAX_DEPTH = 64;

  /** Most characters of an element's own text that are kept; what is more is cut off. */
  public static final int MAX_TEXT = 4 * 1024 * 1024;

  private static final int MAX_ATTRIBUTES = 100;

  private Xml() {}

  /**
   * An element.
   *
   * @param parent name of the element around it; empty: it is the outermost
   * @param line where it begins
   */
  public record Element(String name, String parent, Map<String, String> attributes, int line) {

    /** An attribute; null when there is none. */
    public @Nullable String attribute(String attribute) {
      return attributes.get(attribute);
    }

    /** For messages. */
    public String place() {
      return "line " + line;
    }
  }

  /** Is led through a document. */
  public interface Visitor {

    /** An element begins. */
    default void begin(Element element) {}

    /**
     * An element ends.
     *
     * @param text its own text, trimmed, without that of the elements in it
     */
    void end(Element element, String text);
  }

  /** Whether a document begins like XML. */
  public static boolean isXml(String head) {
    return head.stripLeading().startsWith("<");
  }

  /**
   * Leads the visitor through the whole document.
   *
   * @throws UnreadableDocument if it is cut off, not well-formed, has a document type or exceeds a
   *     bound
   */
  public static void read(Document document, Visitor visitor) throws UnreadableDocument {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(document.reader());
      new Walk(reader, visitor).run();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new UnreadableDocument("line " + line + ": is no whole XML document; export it again");
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    return factory;
  }

  /** One walk; keeps the elements that are open with their texts. */
  private static final class Walk {

    private final XMLStreamReader reader;
    private final Visitor visitor;
    private final Deque<Element> elements = new ArrayDeque<>();
    private final Deque<StringBuilder> texts = new ArrayDeque<>();

    Walk(XMLStreamReader reader, Visitor visitor) {
      this.reader = reader;
      this.visitor = visitor;
    }

    void run() throws XMLStreamException, UnreadableDocument {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> begin();
          case XMLStreamConstants.END_ELEMENT -> end();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw new UnreadableDocument(
                  "line "
                      + reader.getLocation().getLineNumber()
                      + ": has a document type or entities, which are not read for safety;"
                      + " export it without");
          default -> {}
        }
      }
    }

    private void begin() throws UnreadableDocument {
      int line = reader.getLocation().getLineNumber();
      if (elements.size() >= MAX_DEPTH) {
        throw new UnreadableDocument("line " + line + ": is nested deeper than " + MAX_DEPTH);
      }
      if (reader.getAttributeCount() > MAX_ATTRIBUTES) {
        throw new UnreadableDocument(
            "line " + line + ": has more than " + MAX_ATTRIBUTES + " attributes");
      }
      Map<String, String> attributes = new TreeMap<>();
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
      Element around = elements.peekLast();
      Element element =
          new Element(reader.getLocalName(), around == null ? "" : around.name(), attributes, line);
      elements.addLast(element);
      texts.addLast(new StringBuilder());
      visitor.begin(element);
    }

    private void end() {
      visitor.end(elements.removeLast(), texts.removeLast().toString().strip());
    }

    private void text() {
      StringBuilder text = texts.peekLast();
      if (text != null) {
        int room = Math.min(reader.getTextLength(), MAX_TEXT - text.length());
        text.append(reader.getTextCharacters(), reader.getTextStart(), room);
      }
    }
  }
}

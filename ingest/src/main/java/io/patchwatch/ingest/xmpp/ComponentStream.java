package io.patchwatch.ingest.xmpp;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.versions.CollectorFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The few sentences of XEP-0114 that are needed to ask one question. Read without DTD and entities;
 * the connection bounds size and time.
 */
final class ComponentStream {

  private static final String STREAMS = "http://etherx.jabber.org/streams";
  private static final String VERSION = "jabber:iq:version";
  private static final String ID = "patchwatch-1";
  private static final int MAX_TEXT = 1000;

  /** What a server told of itself; empty where it said nothing. */
  record Told(String name, String version) {}

  private final XMLStreamReader in;
  private final OutputStream out;
  private final String streamId;

  private ComponentStream(XMLStreamReader in, OutputStream out, String streamId) {
    this.in = in;
    this.out = out;
    this.streamId = streamId;
  }

  static ComponentStream open(InputStream from, OutputStream out, XmppComponent settings)
      throws IOException, XMLStreamException, CollectorFailure {
    say(
        out,
        "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' xmlns:stream='"
            + STREAMS
            + "' to='"
            + escaped(settings.component())
            + "'>");
    XMLStreamReader in =
        parsers().createXMLStreamReader(new InputStreamReader(from, StandardCharsets.UTF_8));
    int first = in.next();
    if (first != XMLStreamConstants.START_ELEMENT || !STREAMS.equals(in.getNamespaceURI())) {
      throw new CollectorFailure(
          Failure.UNREADABLE, "the server does not speak XMPP there; check host and port");
    }
    String id = in.getAttributeValue(null, "id");
    return new ComponentStream(in, out, id == null ? "" : id);
  }

  private static XMLInputFactory parsers() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  void authenticate(Secret secret) throws IOException, XMLStreamException, CollectorFailure {
    say(out, "<handshake>" + sha1(streamId + secret.reveal()) + "</handshake>");
    if (!nextElement().equals("handshake")) {
      throw new CollectorFailure(
          Failure.REFUSED,
          "the server refused the component ("
              + nextElement()
              + "); check component and secret, and that no other process uses them");
    }
  }

  Told askVersion(XmppComponent settings) throws IOException, XMLStreamException, CollectorFailure {
    say(
        out,
        "<iq type='get' id='"
            + ID
            + "' from='"
            + escaped(settings.component())
            + "' to='"
            + escaped(settings.target())
            + "'><query xmlns='"
            + VERSION
            + "'/></iq>");
    while (true) {
      String element = nextElement();
      if (element.equals("iq") && ID.equals(in.getAttributeValue(null, "id"))) {
        return answer("result".equals(in.getAttributeValue(null, "type")));
      }
    }
  }

  private Told answer(boolean result) throws XMLStreamException, CollectorFailure {
    if (!result) {
      throw new CollectorFailure(
          Failure.UNREADABLE,
          "the server does not answer XEP-0092; load its module for software versions");
    }
    String name = "";
    String version = "";
    while (in.next() != XMLStreamConstants.END_ELEMENT || !in.getLocalName().equals("iq")) {
      if (in.getEventType() == XMLStreamConstants.START_ELEMENT
          && VERSION.equals(in.getNamespaceURI())) {
        switch (in.getLocalName()) {
          case "name" -> name = text();
          case "version" -> version = text();
          default -> {} // the operating system, and what may come one day
        }
      }
    }
    return new Told(name, version);
  }

  private String text() throws XMLStreamException {
    String text = in.getElementText();
    return text.substring(0, Math.min(text.length(), MAX_TEXT));
  }

  /** Local name of the next element that begins. */
  private String nextElement() throws XMLStreamException, CollectorFailure {
    while (in.next() != XMLStreamConstants.START_ELEMENT) {
      if (in.getEventType() == XMLStreamConstants.END_DOCUMENT) {
        throw new CollectorFailure(Failure.UNREADABLE, "the server ended the conversation");
      }
    }
    return in.getLocalName();
  }

  private static void say(OutputStream out, String words) throws IOException {
    out.write(words.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String escaped(String domain) {
    return domain.replace("&", "&amp;").replace("'", "&apos;").replace("<", "&lt;");
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}

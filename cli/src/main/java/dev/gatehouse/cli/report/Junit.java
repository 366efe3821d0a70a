package dev.gatehouse.cli.report;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit's XML: a suite for each group, a case for each finding. */
public final class Junit {

  private Junit() {}

  public static String write(List<Finding> findings) {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      suites(xml, findings);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write XML to memory", e);
    }
    return text.append('\n').toString();
  }

  private static void suites(XMLStreamWriter xml, List<Finding> findings)
      throws XMLStreamException {
    var groups = new LinkedHashMap<String, List<Finding>>();
    findings.forEach(
        f -> groups.computeIfAbsent(f.group(), group -> new java.util.ArrayList<>()).add(f));
    xml.writeStartElement("testsuites");
    counts(xml, findings);
    for (var group : groups.entrySet()) {
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", group.getKey());
      counts(xml, group.getValue());
      for (var finding : group.getValue()) {
        testcase(xml, finding);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void counts(XMLStreamWriter xml, List<Finding> findings)
      throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(findings.size()));
    xml.writeAttribute("failures", Long.toString(count(findings, Finding.Outcome.FAILED)));
    xml.writeAttribute("skipped", Long.toString(count(findings, Finding.Outcome.SKIPPED)));
    var nanos = findings.stream().mapToLong(f -> f.time().toNanos()).sum();
    xml.writeAttribute("time", seconds(nanos));
  }

  private static long count(List<Finding> findings, Finding.Outcome outcome) {
    return findings.stream().filter(f -> f.outcome() == outcome).count();
  }

  private static void testcase(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", finding.group());
    xml.writeAttribute("name", finding.name());
    xml.writeAttribute("time", seconds(finding.time().toNanos()));
    switch (finding.outcome()) {
      case PASSED -> {
      }
      case SKIPPED -> xml.writeEmptyElement("skipped");
      case WARNED -> {
        xml.writeStartElement("system-out");
        xml.writeCharacters(finding.message());
        xml.writeEndElement();
      }
      case FAILED -> {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", clean(finding.message()));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  /** XML 1.0 has no room for most control characters, not even escaped. */
  private static String clean(String text) {
    return text.codePoints().map(c -> c < 0x20 && c != '\n' && c != '\t' ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }
}

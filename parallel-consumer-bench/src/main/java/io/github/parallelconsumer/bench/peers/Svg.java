package io.github.parallelconsumer.bench.peers;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Draws a picture. Confined to one thread. */
final class Svg {

    private static final String STYLE = """
            text { font: 13px system-ui, sans-serif; fill: #1f2328 }
            .title { font-weight: 600; font-size: 15px }
            .note { fill: #59636e; font-size: 12px }
            .own { fill: #1f77d0 }
            .other { fill: #9aa5b1 }
            .spread { stroke: #1f2328; stroke-width: 1.5 }
            .limit { stroke: #c2571a; stroke-width: 1.5; stroke-dasharray: 4 3 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .note { fill: #9198a1 }
              .own { fill: #58a6ff }
              .other { fill: #6e7681 }
              .spread { stroke: #e6edf3 }
              .limit { stroke: #f0883e }
            }
            """;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    Svg(int width, int height, String description) {
        try {
            xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            xml.writeAttribute("viewBox", "0 0 " + width + " " + height);
            xml.writeAttribute("width", Integer.toString(width));
            xml.writeAttribute("height", Integer.toString(height));
            xml.writeAttribute("role", "img");
            element("title", description);
            element("style", STYLE);
        } catch (XMLStreamException e) {
            throw cannot(e);
        }
    }

    void text(double x, double y, String style, String words) {
        text(x, y, style, "start", words);
    }

    /** Text that ends at a place. */
    void textToTheLeft(double x, double y, String words) {
        text(x, y, "label", "end", words);
    }

    private void text(double x, double y, String style, String anchor, String words) {
        try {
            xml.writeStartElement("text");
            attributes("class", style, "x", number(x), "y", number(y), "text-anchor", anchor);
            xml.writeCharacters(words);
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw cannot(e);
        }
    }

    void rectangle(double x, double y, double width, double height, String style) {
        empty(
                "rect",
                "class",
                style,
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(width),
                "height",
                number(height),
                "rx",
                "2");
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        empty("line", "class", style, "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2));
    }

    private void empty(String name, String... attributes) {
        try {
            xml.writeEmptyElement(name);
            attributes(attributes);
        } catch (XMLStreamException e) {
            throw cannot(e);
        }
    }

    private void element(String name, String words) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(words);
        xml.writeEndElement();
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static IllegalStateException cannot(XMLStreamException e) {
        return new IllegalStateException("cannot write into memory", e);
    }

    /** The picture as text. */
    String end() {
        try {
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw cannot(e);
        }
        return text + "\n";
    }
}

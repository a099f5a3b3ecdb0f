package io.github.wechatpayfeign.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A project's pom file, without inherited elements. */
record Pom(Element project) {

  static Pom of(Path folder) throws IOException {
    try {
      return new Pom(
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(folder.resolve("pom.xml").toFile())
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("Cannot read the pom of " + folder, e);
    }
  }

  /** Returns the text at a path such as {@code scm/url}, or nothing if the file has none. */
  String text(String path) {
    List<Element> found = all(path);
    return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
  }

  /** Returns the texts of all elements at a path. */
  List<String> texts(String path) {
    return all(path).stream().map(element -> element.getTextContent().strip()).toList();
  }

  private List<Element> all(String path) {
    List<Element> level = List.of(project);
    for (String name : path.split("/", -1)) {
      List<Element> below = new ArrayList<>();
      for (Element element : level) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
          if (node instanceof Element child && child.getTagName().equals(name)) {
            below.add(child);
          }
        }
      }
      level = below;
    }
    return level;
  }
}

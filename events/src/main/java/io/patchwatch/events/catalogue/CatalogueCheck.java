package io.patchwatch.events.catalogue;

import io.patchwatch.events.yaml.YamlMistakes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds products against their samples: the built-in ones in our tests, a user's on demand. */
public final class CatalogueCheck {

  private CatalogueCheck() {}

  /**
   * Checks the user's files: that they can be read together with the built-in ones, and that what
   * their samples promise is read.
   *
   * @return the problems, each with its file, place and remedy; empty: all is well
   */
  public static List<String> userFiles(List<Path> directories) {
    try {
      Catalogue catalogue = Catalogue.withUserFiles(directories);
      List<String> problems = new ArrayList<>();
      for (Path file : UserFiles.samples(directories)) {
        problems.addAll(checkFile(catalogue, file));
      }
      return problems;
    } catch (CatalogueException e) {
      return e.problems();
    } catch (IOException e) {
      return List.of("the samples cannot be listed (" + e + "); make the directory readable");
    }
  }

  private static List<String> checkFile(Catalogue catalogue, Path file) {
    String name = String.valueOf(file.getFileName());
    String id = name.substring(0, name.length() - UserFiles.SAMPLES.length());
    Product product = catalogue.get(id);
    if (product == null) {
      return List.of(file + ": there is no product '" + id + "'; name the file <id>.samples.yml");
    }
    try {
      return samples(file.toString(), product, read(file.toString(), UserFiles.bytes(file)));
    } catch (YamlMistakes e) {
      return List.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return List.of(file + " cannot be read (" + e + "); make it readable for this user");
    }
  }

  /**
   * The samples that come with a built-in product; none when it has no probes and no parsers of its
   * log.
   */
  public static Optional<Samples> builtIn(String id) {
    String file = id + UserFiles.SAMPLES;
    if (!BuiltIn.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(file, BuiltIn.bytes(file)));
    } catch (YamlMistakes e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static Samples read(String file, byte[] content) throws YamlMistakes {
    return ProductFile.bind(file, ProductFile.tree(file, content), Samples.class);
  }

  /**
   * Holds a product against samples.
   *
   * @param file the samples' name, for messages
   * @return one line for each thing that is read differently
   */
  public static List<String> samples(String file, Product product, Samples samples) {
    LogSampleCheck logs = new LogSampleCheck(product);
    return Stream.of(
            samples.answers().stream().flatMap(sample -> problem(product, sample).stream()),
            samples.told().stream()
                .flatMap(sample -> ToldSampleCheck.problem(product, sample).stream()),
            samples.logs().stream().flatMap(sample -> logs.problems(sample).stream()))
        .flatMap(problems -> problems)
        .map(problem -> file + ": " + problem)
        .toList();
  }

  private static Optional<String> problem(Product product, Samples.AnswerSample sample) {
    Optional<ProbeSpec> probe =
        product.probes().stream().filter(p -> p.name().equals(sample.probe())).findFirst();
    if (probe.isEmpty()) {
      return Optional.of(
          "answers '"
              + sample.name()
              + "': "
              + product.id()
              + " has no probe '"
              + sample.probe()
              + "'; it has "
              + product.probes().stream().map(ProbeSpec::name).toList());
    }
    Reading reading = VersionReader.read(product, probe.get(), sample.answer());
    return sample.expect().metBy(reading)
        ? Optional.empty()
        : Optional.of(
            "answers '"
                + sample.name()
                + "': "
                + sample.expect()
                + " was expected, but it reads "
                + reading
                + "; correct the probe or the sample");
  }
}

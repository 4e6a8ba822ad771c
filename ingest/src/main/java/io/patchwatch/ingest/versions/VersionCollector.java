package io.patchwatch.ingest.versions;

/**
 * One way to learn which version one server runs. Asked again and again by {@link VersionWatch},
 * never twice at the same time.
 *
 * <p>Each implementation bounds the time and the size of what it reads, tells every trouble as
 * {@link Collected.Missed}, and never puts a secret into what it returns, logs or throws.
 */
public interface VersionCollector extends AutoCloseable {

  /** The word for this kind of source in evidence, for example {@code http-probe}. */
  String source();

  /**
   * Asks once.
   *
   * @throws InterruptedException if the thread is told to stop
   */
  Collected collect() throws InterruptedException;

  /** Lets go of what is kept between two questions. */
  @Override
  default void close() {}
}

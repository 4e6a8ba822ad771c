package io.patchwatch.ingest.advisories.fetch;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes a body to the end of a file, up to a size, and says how far it has come. */
final class FileBody implements HttpResponse.BodySubscriber<Long> {

  /** The body is larger than it may be. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private final AtomicLong progress;
  private final FileChannel file;
  private final long most;
  private Flow.@Nullable Subscription subscription;

  /**
   * Opens the file.
   *
   * @param append go on at its end, otherwise begin anew
   * @param progress the file's length so far
   */
  FileBody(Path path, boolean append, long most, AtomicLong progress) throws IOException {
    this.most = most;
    this.progress = progress;
    this.file =
        append
            ? FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
            : FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    progress.set(file.size());
  }

  @Override
  public CompletionStage<Long> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        write(buffer);
      }
      if (subscription != null) {
        subscription.request(1);
      }
    } catch (IOException e) {
      if (subscription != null) {
        subscription.cancel();
      }
      finish(e);
    }
  }

  private void write(ByteBuffer buffer) throws IOException {
    if (progress.addAndGet(buffer.remaining()) > most) {
      throw new TooLarge();
    }
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }

  @Override
  public void onError(Throwable error) {
    finish(error);
  }

  @Override
  public void onComplete() {
    finish(null);
  }

  private void finish(@Nullable Throwable error) {
    try {
      file.close();
    } catch (IOException e) {
      done.completeExceptionally(e);
    }
    if (error == null) {
      done.complete(progress.get());
    } else {
      done.completeExceptionally(error);
    }
  }
}

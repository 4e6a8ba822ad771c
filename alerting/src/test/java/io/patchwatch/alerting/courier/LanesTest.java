package io.patchwatch.alerting.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LanesTest {

  private final Lanes lanes = new Lanes();

  private CompletableFuture<Void> done() {
    return new CompletableFuture<>();
  }

  @Test
  void keepsTheOrderOfOneIncidentAndLetsOthersPass() {
    CompletableFuture<Void> first = done();
    assertThat(lanes.enter("ops", "a", first)).isDone();
    CompletableFuture<Void> second = lanes.enter("ops", "a", done());
    assertThat(second).isNotDone();
    assertThat(lanes.enter("ops", "b", done())).isDone();
    assertThat(lanes.enter("night", "a", done())).isDone();
    first.complete(null);
    assertThat(second).isDone();
  }

  @Test
  void letsADigestKeepItsPlaceAmongAllMessages() {
    CompletableFuture<Void> first = done();
    CompletableFuture<Void> digest = done();
    assertThat(lanes.enter("ops", "a", first)).isDone();
    CompletableFuture<Void> digestMay = lanes.enter("ops", "ops", digest);
    CompletableFuture<Void> laterMay = lanes.enter("ops", "b", done());
    assertThat(digestMay).isNotDone();
    first.complete(null);
    assertThat(digestMay).isDone();
    assertThat(laterMay).isNotDone();
    digest.complete(null);
    assertThat(laterMay).isDone();
  }
}

package io.patchwatch.streams;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.policy.WatchRollout;
import io.patchwatch.streams.unpatched.AdvisoryNews;
import io.patchwatch.streams.unpatched.AssetSoftware;
import io.patchwatch.streams.unpatched.JudgeReleases;
import io.patchwatch.streams.unpatched.ProductNews;
import io.patchwatch.streams.unpatched.Products;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Pipes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Versions, advisories and attacks meet by product: unpatched, unknown, promoted too early,
 * attacked where it is vulnerable.
 */
record ReleaseBranch(Pipes pipes, DetectionSettings settings, Products products) {

  KStream<String, Signal> signals(KStream<String, ProductNews> attempts) {
    KStream<String, ProductNews> news =
        assetSoftware()
            .merge(advisoryNews(), Named.as(Names.PRODUCT_NEWS))
            .merge(attempts, Named.as(Names.ATTEMPTS_AND_NEWS));
    KStream<String, ProductNews> byProduct =
        pipes.repartition(news, Names.BY_PRODUCT, ProductNews.class);
    return judge(byProduct).merge(promotions(byProduct), Named.as(Names.RELEASE_SIGNALS));
  }

  private KStream<String, ProductNews> assetSoftware() {
    return pipes
        .read(Topic.SOFTWARE, Names.SOFTWARE, SoftwareEvent.class)
        .process(
            AssetSoftware.supplier(
                settings.probeFailuresBeforeAlert(), settings.evidenceWindow(), products),
            Named.as(Names.ASSET_SOFTWARE));
  }

  private KStream<String, ProductNews> advisoryNews() {
    return pipes
        .read(Topic.ADVISORIES, Names.ADVISORIES, AdvisoryEvent.class)
        .process(AdvisoryNews.supplier(products::id), Named.as(Names.ADVISORY_NEWS));
  }

  private KStream<String, Signal> judge(KStream<String, ProductNews> news) {
    return news.process(
        JudgeReleases.supplier(products, settings.coverageGrace()), Named.as(Names.JUDGE));
  }

  private KStream<String, Signal> promotions(KStream<String, ProductNews> news) {
    return news.process(WatchRollout.supplier(settings.policy()), Named.as(Names.ROLLOUT));
  }
}

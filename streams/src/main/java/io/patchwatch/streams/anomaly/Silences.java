package io.patchwatch.streams.anomaly;

import io.patchwatch.events.Trace;
import io.patchwatch.streams.anomaly.count.AssetCounts;
import io.patchwatch.streams.anomaly.count.Surprise;
import io.patchwatch.streams.life.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Who of the servers of one partition fell silent. When many do together it is the pipeline, told
 * once, and none of them is told.
 */
final class Silences {

  private static final int MANY = 3;
  private static final double SHARE = 0.5;

  private final int partition;
  private boolean pipelineTold = true; // said to be well at the first healthy look after a start

  Silences(int partition) {
    this.partition = partition;
  }

  /** What is to be told, with the trace that it belongs to. */
  record News(String trace, Signal signal) {}

  private record Quiet(Listened server, Surprise silence) {}

  List<News> look(Collection<Listened> servers, Instant now) {
    int watched = 0;
    List<Quiet> quiet = new ArrayList<>();
    for (Listened server : servers) {
      AssetCounts counts = server.counts();
      int hour = server.hourOfWeek(Listened.minute(now));
      if (counts.isTalkative(hour) && !server.catchingUp(now)) {
        watched++;
        Surprise silence = counts.silence(hour);
        if (counts.isSilent(silence)) {
          quiet.add(new Quiet(server, silence));
        }
      }
    }
    return quiet.size() >= MANY && quiet.size() >= SHARE * watched
        ? together(quiet, now)
        : alone(quiet, now);
  }

  private List<News> together(List<Quiet> quiet, Instant now) {
    if (pipelineTold) {
      return List.of();
    }
    pipelineTold = true;
    double expected = quiet.stream().mapToDouble(q -> q.silence().expected()).sum();
    List<Listened> silent = quiet.stream().map(Quiet::server).toList();
    return List.of(
        new News(Trace.start().id(), CountWords.pipelineSilent(partition, silent, expected, now)));
  }

  private List<News> alone(List<Quiet> quiet, Instant now) {
    List<News> news = new ArrayList<>();
    if (pipelineTold) {
      pipelineTold = false;
      news.add(new News(Trace.start().id(), CountWords.pipelineSpeaks(partition, now)));
    }
    for (Quiet it : quiet) {
      AssetCounts counts = it.server().counts();
      if (!counts.toldSilent()) {
        counts.tellSilent(true);
        news.add(new News(it.server().trace(), CountWords.silent(it.server(), it.silence(), now)));
      }
    }
    return news;
  }
}

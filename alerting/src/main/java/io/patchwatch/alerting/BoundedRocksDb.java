package io.patchwatch.alerting;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory of all stores of the process together; by default each store of each partition
 * takes its own 50 MiB of cache and 48 MiB of write buffers. As Kafka's documentation shows it
 * ("Memory Management", RocksDB).
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

  private static final long CACHE = 48L * 1024 * 1024;
  private static final long WRITE_BUFFERS = 24L * 1024 * 1024;
  private static final long WRITE_BUFFER = 4L * 1024 * 1024;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setWriteBufferManager(Shared.BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(2);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String store, Options options) {
    // the cache and the buffers are shared by all stores and live as long as the process
  }

  /** Made with the first store, once RocksDB's native library is loaded. */
  private static final class Shared {
    static final Cache CACHE = new LRUCache(BoundedRocksDb.CACHE, -1, false, 0.1);
    static final WriteBufferManager BUFFERS = new WriteBufferManager(WRITE_BUFFERS, CACHE);

    private Shared() {}
  }
}

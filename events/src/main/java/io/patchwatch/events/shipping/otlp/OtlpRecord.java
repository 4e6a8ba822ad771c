package io.patchwatch.events.shipping.otlp;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;

/** A log record with the resource that it is of. */
public record OtlpRecord(Resource resource, LogRecord record) {}

package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import java.util.ArrayList;
import java.util.List;

/** Describes a row; what it does not say is as most rows have it. Confined to one thread. */
final class RowBuilder {

    private final String name;
    private final String title;
    private final Probe probe;
    private final HandlerSpec handler;
    private final int concurrency;
    private Topic topic = Rows.USUAL;
    private Feed feed = Feed.NONE;
    private int jdk;
    private final List<String> contenders = new ArrayList<>();
    private List<String> quick = List.of();

    RowBuilder(String name, String title, Probe probe, HandlerSpec handler, int concurrency) {
        this.name = name;
        this.title = title;
        this.probe = probe;
        this.handler = handler;
        this.concurrency = concurrency;
    }

    RowBuilder topic(Topic other) {
        topic = other;
        return this;
    }

    RowBuilder feed(Feed some) {
        feed = some;
        return this;
    }

    RowBuilder jdk(int feature) {
        jdk = feature;
        return this;
    }

    /** These take part, too. */
    RowBuilder contenders(Entry... more) {
        return contenders(List.of(more));
    }

    /** These take part, too. */
    RowBuilder contenders(List<Entry> more) {
        contenders.addAll(Rows.ids(more));
        return this;
    }

    /** These methods of a micro benchmark, instead of contenders. */
    RowBuilder methods(String... names) {
        contenders.addAll(List.of(names));
        return this;
    }

    RowBuilder quick(Entry... entries) {
        quick = Rows.ids(List.of(entries));
        return this;
    }

    Row build() {
        return new Row(name, title, probe, handler, concurrency, topic, feed, jdk, List.copyOf(contenders), quick);
    }
}

package io.github.parallelconsumer.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** One run, from where earlier ones ended to the end that the topic had at its start. Confined to one thread. */
final class RedriveRun {

    private final RedriveOptions options;
    private final LetterReader reader;
    private final LetterSender sender;
    private final Tally tally = new Tally();
    private final Map<TopicPartition, Progress> progress = new HashMap<>();

    RedriveRun(RedriveOptions options, LetterReader reader, LetterSender sender) {
        this.options = options;
        this.reader = reader;
        this.sender = sender;
    }

    RedriveReport run() {
        reader.findEnd();
        // Before the progress is read: from here on nobody else can change it.
        sender.start();
        var remembered = reader.progress();
        if (!options.fromBeginning()) {
            progress.putAll(remembered);
        }
        reader.start(starts());
        var before = sum(reader.positions());
        var total = sum(reader.ends()) - before;
        // Also where there is nothing to do, since the broker forgets the commits of a group without any for a while.
        sender.send(List.of(), commits(), reader.group());
        while (!reader.atEnd()) {
            var records = choose(reader.next());
            sender.send(records, commits(), reader.group());
            options.listener().progressed(sum(reader.positions()) - before, total);
        }
        return tally.report(options, !remembered.isEmpty());
    }

    private Map<TopicPartition, Long> starts() {
        var starts = new HashMap<TopicPartition, Long>();
        progress.forEach((partition, known) -> starts.put(partition, known.start(options.selection())));
        return starts;
    }

    private List<ProducerRecord<byte[], byte[]>> choose(List<Letter> letters) {
        var chosen = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var letter : letters) {
            var refusal = letter.refusal(options.selection().maxRedrives());
            if (refusal.isPresent()) {
                tally.refused(refusal.get());
            } else if (!letter.fits(options.selection().filter())) {
                tally.filtered();
            } else if (known(letter).hasSent(letter)) {
                tally.sentBefore();
            } else {
                chosen.add(returning(letter));
            }
        }
        return chosen;
    }

    private Progress known(Letter letter) {
        return progress.getOrDefault(
                new TopicPartition(letter.record().topic(), letter.record().partition()), Progress.NONE);
    }

    private ProducerRecord<byte[], byte[]> returning(Letter letter) {
        var source = letter.knownSource();
        int partitions = reader.partitionCount(source.topic())
                .orElseThrow(() -> new RedriveException(
                        "the letter at " + letter.place() + " came from the topic " + source.topic()
                                + ", which does not exist: create it, or choose others by their source topic",
                        null));
        tally.sent(source.topic());
        return letter.returning(
                source.topic(),
                source.partition() < partitions ? source.partition() : null,
                options.keepTimestamps() ? letter.sourceTimestamp() : null);
    }

    /** Once more for each partition, changed or not: those that stand still must not be forgotten either. */
    private Map<TopicPartition, OffsetAndMetadata> commits() {
        var commits = new HashMap<TopicPartition, OffsetAndMetadata>();
        reader.positions().forEach((partition, position) -> {
            var next = progress.getOrDefault(partition, Progress.NONE).with(options.selection(), position);
            progress.put(partition, next);
            commits.put(partition, next.commit(position));
        });
        return commits;
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}

package io.github.parallelconsumer.tools;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends the letters of a dead letter topic back to where they came from: with the original key, value and headers, to
 * the original partition if it still exists. It ends at the end that the topic had at its start. Immutable; a run is
 * confined to the calling thread.
 *
 * <p>Letters and progress go in transactions, so an interrupted run can be repeated: whoever reads the source topics
 * with {@code read_committed} sees each letter once. Two runs with the same group do not go on together: the later ends
 * the earlier.
 */
public final class DeadLetterRedrive {

    private final RedriveOptions options;

    private DeadLetterRedrive(RedriveOptions options) {
        this.options = options;
    }

    /**
     * Starts to describe a redrive.
     *
     * @param kafkaProperties of both clients, the consumer and the producer; {@code bootstrap.servers} at least. Group,
     *     transactions, serialization and commits are decided here, whatever it says of them
     * @param deadLetterTopic where the letters are
     */
    public static Builder builder(Map<?, ?> kafkaProperties, String deadLetterTopic) {
        return new Builder(kafkaProperties, deadLetterTopic);
    }

    /**
     * Runs it.
     *
     * @throws RedriveException if it cannot go on
     * @throws InterruptedException if the thread was interrupted; the next run goes on from there
     */
    public RedriveReport run() throws InterruptedException {
        try (var reader = new LetterReader(options);
                var sender = options.dryRun() ? LetterSender.none() : new TransactionalSender(options)) {
            return new RedriveRun(options, reader, sender).run();
        } catch (InterruptException e) {
            // The client has set the flag again, which would end its own close early.
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("The redrive was interrupted").initCause(e);
        } catch (KafkaException e) {
            throw KafkaFailures.explain(e, options);
        }
    }

    /** Describes a redrive. Confined to one thread. */
    public static final class Builder {

        private static final int DEFAULT_MAX_REDRIVES = 3;
        /**
         * Letters of 1 KB, measured on two busy cores: 5,000/s with chunks of 100, 13,000/s with 500, 18,000/s with 2,000 and
         * 22,000/s with 10,000. A chunk is also what readers without read_committed may see twice.
         */
        private static final int CHUNK = 500;

        private final Map<String, Object> kafka = new HashMap<>();
        private final String topic;
        private String group;
        private LetterFilter filter = LetterFilter.all();
        private int maxRedrives = DEFAULT_MAX_REDRIVES;
        private boolean dryRun;
        private boolean fromBeginning;
        private boolean keepTimestamps;
        private ProgressListener listener = (done, total) -> {};

        private Builder(Map<?, ?> kafkaProperties, String deadLetterTopic) {
            if (kafkaProperties instanceof Properties withDefaults) {
                withDefaults.stringPropertyNames().forEach(name -> kafka.put(name, withDefaults.getProperty(name)));
            }
            kafkaProperties.forEach((name, value) -> kafka.put(name.toString(), value));
            topic = deadLetterTopic;
            group = deadLetterTopic + "-redrive";
        }

        /**
         * The consumer group, and transactional id, that keeps the progress; one that nothing else uses. Default: the topic
         * and "-redrive".
         */
        public Builder group(String name) {
            group = name;
            return this;
        }

        /** Which letters to send; default: all. The others stay, for a run with another filter. */
        public Builder filter(LetterFilter wanted) {
            filter = wanted;
            return this;
        }

        /** How often one record is sent back, all redrives of it counted; default: 3. */
        public Builder maxRedrives(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("maxRedrives is " + most + ": give at least 1");
            }
            maxRedrives = most;
            return this;
        }

        /** Only counts what would be sent. */
        public Builder dryRun() {
            dryRun = true;
            return this;
        }

        /** Forgets the progress of all earlier runs of the group: what they have sent is sent again. */
        public Builder fromBeginning() {
            fromBeginning = true;
            return this;
        }

        /**
         * Sends the records with their original timestamps, not with the time of sending. A source topic may then soon
         * delete them again, if its retention is shorter than they are old.
         */
        public Builder keepTimestamps() {
            keepTimestamps = true;
            return this;
        }

        /** Whom to tell how far the run is. */
        public Builder onProgress(ProgressListener told) {
            listener = told;
            return this;
        }

        /** Connects to nothing yet. */
        public DeadLetterRedrive build() {
            return new DeadLetterRedrive(new RedriveOptions(
                    Map.copyOf(kafka),
                    topic,
                    group,
                    new Selection(filter, maxRedrives),
                    dryRun,
                    fromBeginning,
                    keepTimestamps,
                    CHUNK,
                    listener));
        }
    }
}

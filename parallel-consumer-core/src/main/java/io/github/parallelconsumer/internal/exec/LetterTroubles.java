package io.github.parallelconsumer.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that some dead letters could not be stored in so far, each for as long as one of those letters waits. Writes a
 * line when that begins, when it lasts, and when it is over, however many letters are concerned. Thread-safe: each topic's
 * entry is replaced atomically. Meeting place of record threads and whoever asks for the health.
 */
final class LetterTroubles {

    /** Stands for the topic where the user's own function does not name one. */
    static final String NO_TOPIC = "(the function names none)";

    private static final Logger LOG = LoggerFactory.getLogger(LetterTroubles.class);
    /** Names of topics may be made from records, so there may be any number of them. */
    private static final int MOST_SENTENCES = 10;

    private final String name;
    private final ConcurrentHashMap<String, Trouble> byTopic = new ConcurrentHashMap<>();

    /** What is wrong with a topic, and how many letters wait for it. */
    private record Trouble(int letters, String cause, boolean lasting) {

        private Trouble with(int more, String newest) {
            return new Trouble(letters + more, newest, lasting);
        }
    }

    LetterTroubles(String name) {
        this.name = name;
    }

    /** A letter failed that was in no trouble before. */
    void enter(String topic, String cause) {
        var now = byTopic.merge(topic, new Trouble(1, cause, false), (before, one) -> before.with(1, cause));
        if (now.letters() == 1) {
            LOG.warn("{} A dead letter cannot be stored in topic {}, its record is held: {}", name, topic, cause);
        }
    }

    /** A letter failed again. */
    void goOn(String topic, String cause) {
        byTopic.computeIfPresent(topic, (same, before) -> before.with(0, cause));
    }

    /** A letter has failed so often that it is tried at the longest delay from now on. */
    void lasts(String topic) {
        var before = byTopic.get(topic);
        if (before != null && !before.lasting()) {
            var lasting = new Trouble(before.letters(), before.cause(), true);
            if (byTopic.replace(topic, before, lasting)) {
                LOG.error(
                        "{} Dead letters still cannot be stored in topic {}, {} record(s) are held; trying on: {}",
                        name,
                        topic,
                        before.letters(),
                        before.cause());
            }
        }
    }

    /** A letter that was in trouble is stored, or its record is another owner's. */
    void leave(String topic) {
        var left = byTopic.computeIfPresent(
                topic, (same, before) -> before.letters() == 1 ? null : before.with(-1, before.cause()));
        if (left == null) {
            LOG.info("{} No record is held any more for want of dead letter topic {}", name, topic);
        }
    }

    /** One sentence for each topic, or for a few where there are many. */
    List<String> problems() {
        var sentences = new ArrayList<String>();
        for (var entry : byTopic.entrySet()) {
            if (sentences.size() == MOST_SENTENCES) {
                sentences.add("and dead letters to other topics cannot be stored either");
                return sentences;
            }
            sentences.add(sentence(entry.getKey(), entry.getValue()));
        }
        return sentences;
    }

    private static String sentence(String topic, Trouble trouble) {
        return "dead letter topic " + topic + ": " + trouble.letters() + " record(s) held, not stored because of "
                + trouble.cause();
    }
}

package io.github.parallelconsumer.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.demo.viewer.Frame.LogLine;
import io.github.parallelconsumer.demo.viewer.Frame.MemberView;
import io.javalin.http.ConflictResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the board makes of reports, with a clock that the test moves. */
class BoardTest {

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final Board board = new Board(clock::get);

    @Test
    void rate_reportsOfTwoSeconds_isWhatWasFinishedInThem() {
        for (int i = 0; i <= 20; i++) {
            board.reported("c", report(7, i * 30L));
            clock.addAndGet(200);
        }

        assertThat(member().rate()).isBetween(149.0, 151.0);
    }

    @Test
    void rate_processBeganAnew_isNotNegative() {
        board.reported("c", report(7, 5_000));
        clock.addAndGet(200);
        board.reported("c", report(8, 10));
        clock.addAndGet(200);
        board.reported("c", report(8, 20));

        assertThat(member().rate()).isEqualTo(50);
    }

    /** In a container every process has the same id. */
    @Test
    void reported_sameProcessIdStartedLater_isAskedForNothing() {
        board.reported("c", report(1, 100, "g", 5_000, List.of(), List.of()));
        board.stop("c");
        board.pause("c", true);

        assertThat(board.reported("c", report(1, 200, "g", 10, List.of(), List.of())))
                .isEqualTo(ConsumerSettings.NONE);
        clock.addAndGet(200);
        board.reported("c", report(1, 200, "g", 20, List.of(), List.of()));
        assertThat(member().rate()).isEqualTo(50);
    }

    @Test
    void frame_noReportsAnyMore_showsItAsGoneAndForgetsItLater() {
        board.reported("c", report(7, 0));
        clock.addAndGet(2_501);
        board.tick();
        board.tick();

        assertThat(member().gone()).isTrue();
        assertThat(log()).containsExactly("reports for the first time, process 7", "reports no more");
        clock.addAndGet(15_000);
        board.tick();
        assertThat(board.frame(true).consumers()).isEmpty();
    }

    @Test
    void log_silentAfterItDrained_saysThatItHasEnded() {
        board.reported(
                "c",
                new ConsumerReport(7, 0, "g", "DRAINING", 0, 64, 0, 9, 0, 0, 0, 0, 0, 0, -1, 0, List.of(), List.of()));
        clock.addAndGet(2_501);
        board.tick();

        assertThat(log()).containsExactly("reports for the first time, process 7", "has ended");
    }

    @Test
    void log_reportsAgainAfterSilence_saysSoOnce() {
        board.reported("c", report(7, 0));
        clock.addAndGet(2_501);
        board.tick();
        board.reported("c", report(7, 1));
        board.reported("c", report(7, 2));

        assertThat(log()).containsExactly("reports for the first time, process 7", "reports no more", "reports again");
        assertThat(member().gone()).isFalse();
    }

    @Test
    void log_rebalances_tellWhatMoved() {
        var events = List.of(
                new RebalanceEvent("ASSIGNED", List.of("t-0", "t-1"), 0, 0, 0),
                new RebalanceEvent("REVOKED", List.of("t-1"), 3, 20, 150));
        board.reported("c", report(7, 0, List.of(), events));

        assertThat(log())
                .contains(
                        "takes t-0, t-1",
                        "hands over t-1: 3 running finished first, 20 waiting left to the next owner, 150 ms");
        assertThat(board.frame(true).log()).extracting(LogLine::number).doesNotHaveDuplicates();
    }

    @Test
    void lag_partitionsOfSeveralConsumers_isTheirSum() {
        board.reported("c-1", report(7, 0, List.of(partition(0, 100, 90, 150)), List.of()));
        board.reported("c-2", report(8, 0, List.of(partition(1, 10, -1, 15), partition(2, -1, -1, -1)), List.of()));
        board.tick();

        assertThat(lag()).containsExactly(Map.entry("g", 55L));
    }

    @Test
    void lag_twoGroupsOnOneTopic_isKeptApart() {
        var partitions = List.of(partition(0, 100, 90, 150));
        var behind = List.of(partition(0, 10, 5, 150));
        board.reported("c-1", report(7, 0, "orders", 0, partitions, List.of()));
        board.reported("c-2", report(8, 0, "audit", 0, behind, List.of()));
        board.reported("c-1", report(7, 0, "orders", 0, partitions, List.of()));
        board.tick();

        assertThat(lag()).containsExactly(Map.entry("audit", 140L), Map.entry("orders", 50L));
        assertThat(board.frame(true).consumers())
                .extracting(member -> member.report().group())
                .containsExactly("orders", "audit");
    }

    @Test
    void produced_betweenTicks_isAcknowledgedPerSecond() {
        board.reported("p", new ProducerReport(9, 100, 120, 100));
        clock.addAndGet(1_000);
        board.tick();
        board.reported("p", new ProducerReport(9, 100, 400, 380));
        clock.addAndGet(2_000);
        board.tick();

        assertThat(board.frame(true).point().produced()).isEqualTo(140);
    }

    @Test
    void produced_firstReportOfOneThatHasSentLong_countsNothing() {
        board.tick();
        clock.addAndGet(1_000);
        board.reported("p", new ProducerReport(9, 100, 1_000_000, 1_000_000));
        board.tick();

        assertThat(board.frame(true).point().produced()).isZero();
    }

    @Test
    void lag_nobodyReportsAnyMore_isUnknown() {
        board.reported("c", report(7, 0, List.of(partition(0, 100, 90, 150)), List.of()));
        clock.addAndGet(Lag.KEPT_MILLIS);
        board.tick();
        assertThat(lag()).containsExactly(Map.entry("g", 50L));

        clock.addAndGet(1);
        board.tick();
        assertThat(lag()).isEmpty();
    }

    @Test
    void reported_moreNamesThanThereIsRoomFor_areRefused() {
        for (int i = 0; i < Board.MOST; i++) {
            board.reported("c-" + i, report(7, 0));
            board.reported("p-" + i, new ProducerReport(9, 100, 0, 0));
        }

        assertThatThrownBy(() -> board.reported("c", report(7, 0))).isInstanceOf(ConflictResponse.class);
        assertThatThrownBy(() -> board.reported("p", new ProducerReport(9, 100, 0, 0)))
                .isInstanceOf(ConflictResponse.class);
        assertThat(board.reported("c-0", report(7, 0))).isEqualTo(ConsumerSettings.NONE);
        assertThat(board.frame(true).consumers()).hasSize(Board.MOST);
        assertThat(board.frame(true).producers()).hasSize(Board.MOST);
    }

    private MemberView member() {
        return board.frame(true).consumers().get(0);
    }

    private List<String> log() {
        return board.frame(true).log().stream().map(LogLine::text).toList();
    }

    private Map<String, Long> lag() {
        return board.frame(true).point().lag();
    }

    private static PartitionReport partition(int number, long watermark, long committed, long end) {
        return new PartitionReport("t", number, watermark, committed, end, 0, 0, false, 0, 1, "");
    }

    private static ConsumerReport report(long pid, long finished) {
        return report(pid, finished, List.of(), List.of());
    }

    private static ConsumerReport report(
            long pid, long finished, List<PartitionReport> partitions, List<RebalanceEvent> events) {
        return report(pid, 0, "g", finished, partitions, events);
    }

    private static ConsumerReport report(
            long pid,
            long started,
            String group,
            long finished,
            List<PartitionReport> partitions,
            List<RebalanceEvent> events) {
        return new ConsumerReport(
                pid, started, group, "RUNNING", 0, 64, 0, finished, 0, 0, 0, 0, 0, 0, -1, 0, partitions, events);
    }
}

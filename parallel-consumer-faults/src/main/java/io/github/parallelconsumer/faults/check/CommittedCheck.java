package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.PartitionEnd;
import io.github.parallelconsumer.faults.ledger.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** In the end the group has committed all that there is, in each partition. Stateless. */
final class CommittedCheck implements Check {

    @Override
    public Finding of(History history) {
        var ledger = history.ledger();
        var violations = new ArrayList<String>();
        ledger.ends().stream()
                .filter(end -> !end.isDone())
                .forEach(end -> violations.add(
                        "partition " + end.partition() + ": committed " + end.committed() + " of " + end.end()));
        var unknown = new TreeSet<>(partitions(ledger.sent()));
        ledger.ends().stream().map(PartitionEnd::partition).forEach(unknown::remove);
        unknown.forEach(partition -> violations.add("partition " + partition + ": nobody looked"));
        long records = ledger.ends().stream().mapToLong(PartitionEnd::end).sum();
        return Finding.of(
                "all committed in the end",
                records + " records in " + ledger.ends().size() + " partitions",
                violations);
    }

    private static List<Integer> partitions(List<Sent> sent) {
        return sent.stream().map(one -> one.place().partition()).distinct().toList();
    }
}
